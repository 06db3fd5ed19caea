package modtrace.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs on a real kernel: a guest is booted for it, its methods take a {@link
 * Guest} parameter, and the guest goes down after the last of them. One that loses the guest is
 * tried {@linkplain OnceMore once more}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({GuestExtension.class, OnceMore.class})
public @interface KernelTest {}
