package modtrace.lab;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Boots the guest of a {@link KernelTest} class; JUnit's store closes it after the class. */
final class GuestExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace GUESTS = Namespace.create(GuestExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Guest guest = KernelLab.boot(context.getRequiredTestClass().getSimpleName());
    context.getStore(GUESTS).put(Guest.class, guest);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Guest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(context.getStore(GUESTS).get(Guest.class));
  }
}
