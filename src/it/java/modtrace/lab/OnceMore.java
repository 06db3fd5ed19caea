package modtrace.lab;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Tries a test once more, in another guest, that has lost its own. A test that failed is not tried
 * again. Each loss is told, and written to {@value #LOSSES}: what was lost twice, or is lost often,
 * is no accident.
 */
public final class OnceMore implements InvocationInterceptor {
  private static final String LOSSES = "target/guests-lost.txt";

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (GuestLost e) {
      tell(context, e);
      Object[] arguments = method.getArguments().toArray();
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof Guest) {
          arguments[i] = GuestExtension.guest(context);
        }
      }
      ReflectionSupport.invokeMethod(
          method.getExecutable(), context.getRequiredTestInstance(), arguments);
    }
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    interceptTestMethod(invocation, method, context);
  }

  /** What cleans up has nothing to do where the guest is gone. */
  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (GuestLost e) {
      tell(context, e);
    }
  }

  private static void tell(ExtensionContext context, GuestLost lost) throws IOException {
    String told =
        String.format(
            "guest lost in %s.%s: %s%n",
            context.getRequiredTestClass().getSimpleName(),
            context.getDisplayName(),
            lost.getMessage());
    System.out.print(told);
    Files.writeString(Path.of(LOSSES), told, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
