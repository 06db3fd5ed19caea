package modtrace.event;

/** One of the kernel's {@code module:*} trace events (include/trace/events/module.h). */
public sealed interface ModuleEvent extends TraceItem {
  /** The five, for switches over them. */
  enum Type {
    LOAD("module_load"),
    FREE("module_free"),
    GET("module_get"),
    PUT("module_put"),
    REQUEST("module_request");

    private final String eventName;

    Type(String eventName) {
      this.eventName = eventName;
    }

    /** As the kernel spells it. */
    public String eventName() {
      return eventName;
    }
  }

  Type type();

  Origin origin();

  /**
   * Name of the module that the event is about, with underscores; for a request the alias asked
   * for.
   */
  String module();

  @Override
  default Kind kind() {
    return Kind.EVENT;
  }

  /**
   * The module's code is in place and its init function is about to run. The counter now stands at
   * 2: the base, and the loader's own reference, which no get announces (kernel/module/main.c,
   * module_unload_init).
   *
   * @param taints the taint letters such as {@code OE}, or empty
   */
  record Load(Origin origin, String module, String taints) implements ModuleEvent {
    @Override
    public Type type() {
      return Type.LOAD;
    }
  }

  /** The module is gone; the puts on what it needed follow. */
  record Free(Origin origin, String module) implements ModuleEvent {
    @Override
    public Type type() {
      return Type.FREE;
    }
  }

  /**
   * A get or a put: one record for both, so that the code that sees millions of them calls it
   * without looking up whose method is meant.
   *
   * @param type {@link Type#GET} or {@link Type#PUT}
   * @param refcnt the counter as the kernel read it just after the change, base included: use count
   *     + 1
   */
  record Counted(Type type, Origin origin, String module, CallSite callSite, int refcnt)
      implements ModuleEvent {
    /** A reference was taken. */
    public static Counted get(Origin origin, String module, CallSite callSite, int refcnt) {
      return new Counted(Type.GET, origin, module, callSite, refcnt);
    }

    /** A reference was given back. */
    public static Counted put(Origin origin, String module, CallSite callSite, int refcnt) {
      return new Counted(Type.PUT, origin, module, callSite, refcnt);
    }

    /** What the event did to the counter: 1 or -1. */
    public int change() {
      return type == Type.GET ? 1 : -1;
    }

    /** Where the counter stood before the event. */
    public int before() {
      return refcnt - change();
    }
  }

  /**
   * The kernel asked user space for a module.
   *
   * @param waits whether the caller waits for modprobe to end
   */
  record Request(Origin origin, String module, CallSite callSite, boolean waits)
      implements ModuleEvent {
    @Override
    public Type type() {
      return Type.REQUEST;
    }
  }
}
