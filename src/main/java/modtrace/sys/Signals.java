package modtrace.sys;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Signals to this process, handed to our own code in a thread of the JVM's.
 *
 * <p>The JDK has them only as {@code sun.misc.Signal}, in its module jdk.unsupported; javac warns
 * of that name beyond all suppression, so it is reached by reflection.
 */
public final class Signals {
  private Signals() {}

  /**
   * From now on calls {@code action} with the signal's name for each of these signals; one that the
   * process was started to ignore, as by nohup, stays ignored.
   *
   * @param names without SIG: {@code INT}, {@code TERM}
   */
  public static void handle(Consumer<String> action, String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      for (String name : names) {
        Object ours =
            Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, calling(action, name));
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Java has no signals: module jdk.unsupported is missing", e);
    }
  }

  /**
   * Raises a signal as if it had no handler, such as {@code TSTP}, which stops the process until it
   * is continued unless nobody could do that. To be called from its handler, which is back
   * afterwards. By libc's raise(3): the JDK's own refuses a signal without a handler.
   */
  public static void raiseUnhandled(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = type.getMethod("handle", type, handler);
      Object signal = type.getConstructor(String.class).newInstance(name);
      Object ours = handle.invoke(null, signal, handler.getField("SIG_DFL").get(null));
      new LibcTerminal().raise((int) type.getMethod("getNumber").invoke(signal));
      handle.invoke(null, signal, ours);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Java has no signals: module jdk.unsupported is missing", e);
    }
  }

  private static InvocationHandler calling(Consumer<String> action, String name) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "handle" -> {
            action.accept(name);
            yield null;
          }
          case "equals" -> arguments != null && proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> "handler of SIG" + name;
        };
  }
}
