package modtrace.lab;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Boots the guest of a {@link KernelTest} class, and another where it was lost; JUnit's store
 * closes it after the class.
 */
final class GuestExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace GUESTS = Namespace.create(GuestExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    context.getStore(GUESTS).put(Guest.class, new Current(boot(context)));
  }

  /** The guest of the class, which is up. */
  static Guest guest(ExtensionContext context) throws IOException {
    Current current =
        Objects.requireNonNull(context.getStore(GUESTS).get(Guest.class, Current.class));
    if (!current.guest.isUp()) {
      current.guest.close();
      current.guest = boot(context);
    }
    return current.guest;
  }

  private static Guest boot(ExtensionContext context) throws IOException {
    return KernelLab.boot(context.getRequiredTestClass().getSimpleName());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Guest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return guest(context);
    } catch (IOException e) {
      throw new ParameterResolutionException("the guest is lost, and no other boots", e);
    }
  }

  /** The guest that is up now. */
  private static final class Current implements AutoCloseable {
    private Guest guest;

    Current(Guest guest) {
      this.guest = guest;
    }

    @Override
    public void close() throws IOException {
      guest.close();
    }
  }
}
