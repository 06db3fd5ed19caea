package modtrace.dat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import org.jspecify.annotations.Nullable;

/** The events of a trace.dat: for a report all, for an account those of modules. */
public final class DatSource implements TraceSource {
  /** The put that ends a module's init; every account needs it. */
  static final String END_OF_INIT = "do_init_module";

  /** Letters and bits of the taints, as module_load prints them (include/trace/events/module.h). */
  private static final String TAINTS = "POFCE";

  /** Tasks that are kept; a long recording may have a million of them. */
  private static final int MOST_TASKS = 1 << 14;

  private static final int[] TAINT_BITS = {0, 12, 1, 10, 13};

  private final DatFile file;
  private final DatEvents events;
  private final String leftOut;
  private final @Nullable ModuleFilter filter;
  private final CallSiteTable callSites;
  private final ModuleNames names;
  private final GapEvents gaps;
  private final @Nullable EventText others;
  private final Map<Integer, Task> tasks = new HashMap<>();

  /** Some of the tasks, by the end of the pid. */
  private final @Nullable Task[] latest = new Task[1 << 12];

  private final @Nullable ModuleFields[] fields;
  private final EventField type;
  private final Clock clock;
  private final Queue<TraceItem> pending = new ArrayDeque<>();
  private boolean failed;
  private int buffer;
  private long moduleEvents;
  private long otherEvents;

  /**
   * @param modules whose events are meant, unless all are
   * @param whole every event of every buffer, of other systems too
   */
  private DatSource(DatFile file, Collection<String> modules, boolean all, boolean whole)
      throws IOException {
    this.file = file;
    this.callSites = new CallSiteTable(file);
    this.names = new ModuleNames(modules, all);
    this.gaps = GapEvents.of(file);
    this.others = whole ? new EventText(file, callSites) : null;
    this.clock = file.clock();
    this.type = file.typeField();
    boolean big = file.bytes.order() == ByteOrder.BIG_ENDIAN;
    this.fields = new ModuleFields[file.largestId() + 1];
    for (int id = 0; id < fields.length; id++) {
      EventFormat format = file.format(id);
      fields[id] = format == null ? null : ModuleFields.of(format, big);
    }
    this.filter = all ? null : new ModuleFilter(file, fields, modules);
    var recorded = whole ? null : new Recorded(file);
    this.leftOut = recorded == null ? "" : recorded.leftOut();
    int only = recorded == null ? DatEvents.ALL : recorded.fullest();
    this.events = new DatEvents(file, only, filter);
  }

  /** All events of a file. */
  public static DatSource of(DatFile file) throws IOException {
    return new DatSource(file, List.of(), true, true);
  }

  /**
   * The gets, puts and requests of these modules only; of all others loads, ends of init and frees,
   * which tell what a reference is for. Of several buffers only one counts, the one with the most
   * gets and puts: what two of them saw happened once.
   */
  public static DatSource about(Collection<String> modules, DatFile file) throws IOException {
    return new DatSource(file, modules, false, false);
  }

  /** The events of all modules; of several buffers only one counts, as above. */
  public static DatSource aboutAll(DatFile file) throws IOException {
    return new DatSource(file, List.of(), true, false);
  }

  /** In a sentence, which buffers were left out although they have gets or puts; often empty. */
  public String leftOut() {
    return leftOut;
  }

  /** Index among {@link DatFile#bufferNames} of the buffer that the last item is from. */
  public int bufferIndex() {
    return buffer;
  }

  @Override
  public @Nullable TraceItem next() throws IOException {
    while (pending.isEmpty()) {
      CpuEvents event = events.next();
      for (CpuEvents cpu = events.takeBroken(); cpu != null; cpu = events.takeBroken()) {
        pending.add(new TraceItem.Lost(cpu.cpu(), TraceItem.Lost.UNKNOWN_COUNT));
      }
      if (event == null) {
        return last();
      }
      TraceItem item = item(event);
      buffer = event.bufferIndex();
      if (event.lost() != 0) {
        pending.add(new TraceItem.Lost(event.cpu(), event.lost()));
      }
      if (item != null && pending.isEmpty()) {
        return item;
      }
      if (item != null) {
        pending.add(item);
      }
    }
    return pending.remove();
  }

  /** After all that can be read: what could not. */
  private @Nullable TraceItem last() throws IOException {
    IOException problem = events.problem();
    if (pending.isEmpty() && problem != null && !failed) {
      failed = true;
      throw problem;
    }
    return pending.poll();
  }

  private @Nullable TraceItem item(CpuEvents event) throws IOException {
    int id = file.id(event, type);
    ModuleFields module = id >= 0 && id < fields.length ? fields[id] : null;
    if (module == null) {
      otherEvents++;
      if (others == null && gaps.has(id, event.page(), event.at(), event.size())) {
        return new TraceItem.Lost(event.cpu(), TraceItem.Lost.UNKNOWN_COUNT);
      }
      return others == null ? null : other(event, file.format(id), others);
    }
    moduleEvents++;
    try {
      return item(event, module);
    } catch (DatException e) {
      return new TraceItem.Lost(event.cpu(), 1);
    }
  }

  private @Nullable TraceItem other(CpuEvents event, @Nullable EventFormat format, EventText others)
      throws IOException {
    if (format == null) {
      return null;
    }
    try {
      Task task = task(others.pid(event, format));
      var origin = new Origin(task, event.cpu(), Context.TASK, event.time(), clock);
      return new TraceItem.Other(origin, format.system(), format.name(), others.of(event, format));
    } catch (DatException e) {
      return new TraceItem.Lost(event.cpu(), 1);
    }
  }

  private @Nullable ModuleEvent item(CpuEvents event, ModuleFields module) throws IOException {
    long place = module.place(event);
    ModuleNames.Entry name = names.of(event.page(), (int) place, (int) (place >>> 32));
    return switch (module.type) {
      case LOAD ->
          new ModuleEvent.Load(origin(event, module), name.name, taints(module.number(event)));
      case FREE -> new ModuleEvent.Free(origin(event, module), name.name);
      case REQUEST ->
          name.wanted
              ? new ModuleEvent.Request(
                  origin(event, module),
                  name.name,
                  callSites.at(module.ip(event)),
                  module.number(event) != 0)
              : null;
      case GET ->
          name.wanted
              ? ModuleEvent.Counted.get(
                  origin(event, module),
                  name.name,
                  callSites.at(module.ip(event)),
                  module.number(event))
              : null;
      case PUT -> put(event, module, name);
    };
  }

  private @Nullable ModuleEvent put(CpuEvents event, ModuleFields module, ModuleNames.Entry name)
      throws IOException {
    CallSite site = callSites.at(module.ip(event));
    return name.wanted || site.function().startsWith(END_OF_INIT)
        ? ModuleEvent.Counted.put(origin(event, module), name.name, site, module.number(event))
        : null;
  }

  private Origin origin(CpuEvents event, ModuleFields module) throws IOException {
    Context context = module.inInterrupt(event) ? Context.INTERRUPT : Context.TASK;
    return new Origin(task(module.pid(event)), event.cpu(), context, event.time(), clock);
  }

  private Task task(int pid) throws IOException {
    int slot = pid & (latest.length - 1);
    Task task = latest[slot];
    if (task == null || task.pid() != pid) {
      task = tasks.get(pid);
      if (task == null) {
        task = new Task(pid, file.comms().of(pid));
        if (tasks.size() >= MOST_TASKS) {
          tasks.clear(); // whoever comes again is looked up again
        }
        tasks.put(pid, task);
      }
      latest[slot] = task;
    }
    return task;
  }

  private static String taints(int bits) {
    var letters = new StringBuilder();
    int left = bits;
    for (int i = 0; i < TAINT_BITS.length; i++) {
      if ((left >>> TAINT_BITS[i] & 1) != 0) {
        letters.append(TAINTS.charAt(i));
        left &= ~(1 << TAINT_BITS[i]);
      }
    }
    return left == 0 ? letters.toString() : letters + "0x" + Integer.toHexString(left);
  }

  @Override
  public TraceTally tally() {
    long passedModule = filter == null ? 0 : filter.moduleEvents();
    long passedOther = filter == null ? 0 : filter.otherEvents();
    return new TraceTally(
        file.cpus(), moduleEvents + passedModule, otherEvents + passedOther, 0, 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
