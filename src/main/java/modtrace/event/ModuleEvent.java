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

  /** An event that changes the counter and tells what it then was. */
  sealed interface Counted extends ModuleEvent {
    CallSite callSite();

    /** The counter as the kernel read it just after the change, base included: use count + 1. */
    int refcnt();

    /** What the event did to the counter: 1 or -1. */
    default int change() {
      return type() == Type.GET ? 1 : -1;
    }
  }

  /** A reference was taken. */
  record Get(Origin origin, String module, CallSite callSite, int refcnt) implements Counted {
    @Override
    public Type type() {
      return Type.GET;
    }
  }

  /** A reference was given back. */
  record Put(Origin origin, String module, CallSite callSite, int refcnt) implements Counted {
    @Override
    public Type type() {
      return Type.PUT;
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
