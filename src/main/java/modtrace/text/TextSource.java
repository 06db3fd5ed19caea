package modtrace.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import org.jspecify.annotations.Nullable;

/**
 * A trace as text, in any of the four dialects, even mixed: the kernel's {@code trace_pipe} and
 * {@code trace} files, {@code trace-cmd report}, {@code perf script}.
 *
 * <p>Lines of other events are counted and passed over; what is no trace line becomes {@link
 * TraceItem.Unparsed}.
 */
public final class TextSource implements TraceSource {
  private static final byte[] GET = bytes(Type.GET);
  private static final byte[] PUT = bytes(Type.PUT);
  private static final byte[] LOAD = bytes(Type.LOAD);
  private static final byte[] FREE = bytes(Type.FREE);
  private static final byte[] REQUEST = bytes(Type.REQUEST);
  private static final int INITIAL = "module_".length();
  private static final int SHORTEST = "module_get".length();
  private static final byte[] PERF_SYSTEM = "module:".getBytes(US_ASCII);
  private static final int COMM = 16;

  private final InputStream in;
  private final LineReader lines;
  private final Header header = new Header();
  private final Body body = new Body();
  private final OtherLines others = new OtherLines();
  private final Interner<Task> tasks = new Interner<>(this::decodeTask);
  private final byte[][] wanted;
  private final boolean all;
  private final UnwantedLines unwanted;
  private final FamiliarLines familiar = new FamiliarLines(tasks);

  /** Whether the last line was none of the unwanted ones: then the next is most often none. */
  private boolean likeTheLast;

  private boolean stacks;
  private int stackPid = -1;
  private int stackCpu;
  private @Nullable TraceItem pending;
  private long moduleEvents;
  private long otherEvents;
  private long unparsed;
  private long firstUnparsed;

  private TextSource(InputStream in, byte[][] wanted, boolean all) {
    this.in = in;
    this.lines = new LineReader(in);
    this.wanted = wanted;
    this.all = all;
    this.unwanted = new UnwantedLines(wanted);
  }

  private static byte[] bytes(Type type) {
    return type.eventName().getBytes(US_ASCII);
  }

  /** All module events of a text. */
  public static TextSource of(InputStream in) {
    return new TextSource(in, new byte[0][], true);
  }

  /**
   * The gets, puts and requests of these modules only; of all others loads, ends of init and frees,
   * which tell what a reference is for.
   */
  public static TextSource about(Collection<String> modules, InputStream in) {
    return new TextSource(
        in, modules.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new), false);
  }

  @Override
  public @Nullable TraceItem next() throws IOException {
    if (pending != null) {
      TraceItem item = pending;
      pending = null;
      return item;
    }
    while (lines.next()) {
      TraceItem item = likeTheLast && !stacks ? familiar() : null;
      if (item != null) {
        return item;
      }
      if (!all && !stacks && isUnwanted()) {
        likeTheLast = false;
        moduleEvents++;
        others.collect(false);
        continue;
      }
      item = likeTheLast || stacks ? null : familiar();
      likeTheLast = true;
      item = item == null ? item() : item;
      if (item != null) {
        return item;
      }
    }
    return others.endStack();
  }

  @Override
  public TraceTally tally() {
    return new TraceTally(others.cpus(), moduleEvents, otherEvents, unparsed, firstUnparsed);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A get or put like others before it; null for all other lines, and among stacks. */
  private @Nullable TraceItem familiar() {
    Counted event =
        lines.terminated() ? familiar.read(lines.buffer(), lines.from(), lines.to()) : null;
    if (event != null) {
      moduleEvents++;
      others.collect(true);
      stackPid = event.origin().task().pid();
      stackCpu = event.origin().cpu();
    }
    return event;
  }

  private boolean isUnwanted() {
    return unwanted.include(lines.buffer(), lines.from(), lines.to());
  }

  /** What the current line is; null for one that is passed over. */
  private @Nullable TraceItem item() throws IOException {
    int to = withoutCarriageReturn();
    if (isBegunName(to) && cutAcrossNewline()) {
      return traceLine(withoutCarriageReturn());
    }
    to = withoutCarriageReturn(); // the buffer may have moved
    if (header.cut(lines.buffer(), lines.from(), to)) {
      return traceLine(to);
    }
    if (others.isKnown(lines.buffer(), lines.from(), to)) {
      TraceItem item = others.item();
      return item == null ? null : after(others.endStack(), item);
    }
    String why = lines.terminated() || isEmpty() ? "no trace line" : "cut short";
    return after(others.endStack(), unparsed(to, why));
  }

  private boolean isEmpty() {
    return moduleEvents + otherEvents == 0;
  }

  /** A name with a newline in it is padded like any: the line begins with a blank. */
  private boolean isBegunName(int to) {
    return to - lines.from() < COMM && to > lines.from() && lines.buffer()[lines.from()] == ' ';
  }

  /**
   * A newline inside a task's name breaks its line in two or more; together they fill the columns.
   */
  private boolean cutAcrossNewline() throws IOException {
    int length = lines.to() - lines.from();
    while (lines.to() - lines.from() < COMM && lines.join()) {
      // on to byte 16, over as many newlines as the name holds
    }
    int second = lines.from() + length + 1;
    if (header.cutInColumns(lines.buffer(), lines.from(), lines.to())
        && !new Header().cutInColumns(lines.buffer(), second, lines.to())) {
      return true;
    }
    if (lines.to() > lines.from() + length) {
      lines.split(length);
    }
    return false;
  }

  private int withoutCarriageReturn() {
    int to = lines.to();
    return to > lines.from() && lines.buffer()[to - 1] == '\r' ? to - 1 : to;
  }

  private @Nullable TraceItem traceLine(int to) {
    byte[] bytes = lines.buffer();
    Type type = typeOf(bytes);
    if (type == null) {
      return otherLine(bytes, to);
    }
    moduleEvents++;
    TraceItem stack = endStack();
    if (!body.cut(type, bytes, header.bodyFrom(), to)) {
      return after(stack, unparsed(to, incomplete(type)));
    }
    if (type == Type.GET || type == Type.PUT) {
      unwanted.remember(lines.from(), header.eventFrom(), header.bodyFrom());
    }
    if (!isWanted(type)) {
      return stack;
    }
    ModuleEvent event = body.decode(type, origin(bytes));
    if (event == null) {
      return after(stack, unparsed(to, incomplete(type)));
    }
    others.collect(true);
    stackPid = header.pid();
    stackCpu = header.cpu();
    if (event instanceof Counted counted) {
      familiar.learn(bytes, lines.from(), to, header, counted);
    }
    return after(stack, lines.terminated() ? event : cutShort(event, to));
  }

  private String incomplete(Type type) {
    return lines.terminated() ? "not what " + type.eventName() + " prints" : "cut short";
  }

  private TraceItem cutShort(ModuleEvent event, int to) {
    if (event.type() == Type.LOAD && !body.nameIsWhole()) {
      return unparsed(to, "cut short");
    }
    return new TraceItem.CutShort(event);
  }

  private boolean isWanted(Type type) {
    return switch (type) {
      case LOAD, FREE -> true;
      case GET, REQUEST -> all || body.isOneOf(wanted);
      case PUT -> all || body.isOneOf(wanted) || body.endsInit();
    };
  }

  /** A stack's head belongs to the event before it on its CPU; all else is of other systems. */
  private @Nullable TraceItem otherLine(byte[] bytes, int to) {
    if (OtherLines.isStackHead(bytes, header.eventFrom(), to)) {
      stacks = true;
      boolean ours = header.pid() == stackPid && header.cpu() == stackCpu;
      TraceItem stack = endStack();
      others.collect(ours);
      return stack;
    }
    TraceItem stack = endStack();
    if (OtherLines.isGap(bytes, header.eventFrom(), to)) {
      return after(stack, new TraceItem.Lost(header.cpu(), TraceItem.Lost.UNKNOWN_COUNT));
    }
    if (header.isNamed()) {
      otherEvents += OtherLines.isUserStackHead(bytes, header.eventFrom(), to) ? 0 : 1;
      return stack;
    }
    return unnamed(stack, to);
  }

  /** The stack of the event before this line, whose own is not collected unless it says so. */
  private @Nullable TraceItem endStack() {
    others.collect(false);
    if (header.pid() == stackPid) {
      stackPid = -1;
    }
    return others.endStack();
  }

  /** What other tracers print: a function and its caller, a system call's result. */
  private @Nullable TraceItem unnamed(@Nullable TraceItem stack, int to) {
    int from = header.eventFrom();
    TraceItem.Lost lost = OtherLines.perfLoss(lines.buffer(), from, to, header.cpu());
    if (lost != null) {
      return after(stack, lost);
    }
    if (!lines.terminated()) {
      return after(stack, unparsed(to, "cut short"));
    }
    otherEvents += OtherLines.isUserStackHead(lines.buffer(), from, to) ? 0 : 1;
    return stack;
  }

  private @Nullable TraceItem after(@Nullable TraceItem first, TraceItem second) {
    if (first == null) {
      return second;
    }
    pending = second;
    return first;
  }

  private Origin origin(byte[] bytes) {
    Task task = tasks.of(bytes, header.commFrom(), header.taskTo());
    return new Origin(task, header.cpu(), header.context(), header.time(), header.clock());
  }

  /**
   * The task of the line that was just cut: {@code bytes} are its columns of name, pid and group.
   */
  private Task decodeTask(byte[] bytes, int from, int to) {
    int commTo = from + header.commTo() - header.commFrom();
    String comm = Bytes.text(bytes, Bytes.skipSpaces(bytes, from, commTo), commTo);
    return new Task(header.pid(), header.tgid(), comm);
  }

  private @Nullable Type typeOf(byte[] bytes) {
    if (!header.isNamed()) {
      return null;
    }
    int from = header.eventFrom();
    int to = header.eventTo();
    if (Bytes.startsWith(bytes, from, to, PERF_SYSTEM)) {
      from += PERF_SYSTEM.length;
    }
    if (to - from < SHORTEST || bytes[from] != 'm') {
      return null;
    }
    return switch (bytes[from + INITIAL]) {
      case 'g' -> is(GET, from, to) ? Type.GET : null;
      case 'p' -> is(PUT, from, to) ? Type.PUT : null;
      case 'l' -> is(LOAD, from, to) ? Type.LOAD : null;
      case 'f' -> is(FREE, from, to) ? Type.FREE : null;
      case 'r' -> is(REQUEST, from, to) ? Type.REQUEST : null;
      default -> null;
    };
  }

  private boolean is(byte[] name, int from, int to) {
    return name.length == to - from && Bytes.startsWith(lines.buffer(), from, to, name);
  }

  private TraceItem.Unparsed unparsed(int to, String why) {
    if (unparsed++ == 0) {
      firstUnparsed = lines.number();
    }
    int most = Math.min(to, lines.from() + 80);
    return new TraceItem.Unparsed(
        lines.number(), Bytes.text(lines.buffer(), lines.from(), most), why);
  }
}
