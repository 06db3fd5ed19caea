package modtrace.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's modes, by libc's {@code struct termios}: four 32-bit words of flags, the line
 * discipline, and 32 bytes {@code c_cc} (glibc, {@code
 * sysdeps/unix/sysv/linux/bits/termios-struct.h}).
 */
final class LinuxTerminal implements Terminal {
  /** Where that layout and these numbers hold; powerpc, mips, sparc and alpha have others. */
  private static final Set<String> ARCHITECTURES =
      Set.of("amd64", "aarch64", "riscv64", "s390x", "loongarch64");

  private static final int INPUT = 0;
  private static final int OUTPUT = 1;
  private static final int TERMIOS_BYTES = 128; // 60, and room to spare

  /** {@code bits/termios-c_lflag.h}. */
  private static final int C_LFLAG = 12;

  private static final int ICANON = 0000002;
  private static final int ECHO = 0000010;

  /** {@code bits/termios-c_cc.h}. */
  private static final int C_CC = 17;

  private static final int VTIME = 5;
  private static final int VMIN = 6;

  /** Now, whatever is still to be written: {@code bits/termios-tcflow.h}. */
  private static final int TCSANOW = 0;

  private static final Size USUAL = new Size(80, 24);

  private final LinuxKernel kernel;
  private final LibcTerminal libc;
  private final byte[] before;

  private LinuxTerminal(LinuxKernel kernel, LibcTerminal libc, byte[] before) {
    this.kernel = kernel;
    this.libc = libc;
    this.before = before;
  }

  static @Nullable LinuxTerminal ofProcess(LinuxKernel kernel) {
    if (!ARCHITECTURES.contains(System.getProperty("os.arch", ""))) {
      return null;
    }
    var libc = new LibcTerminal();
    byte[] modes = new byte[TERMIOS_BYTES];
    boolean both = libc.isatty(INPUT) == 1 && libc.isatty(OUTPUT) == 1;
    return both && libc.tcgetattr(INPUT, modes) == 0
        ? new LinuxTerminal(kernel, libc, modes)
        : null;
  }

  /** A terminal that does not know, such as a serial line, has the usual size. */
  @Override
  public Size size() {
    int[] size = kernel.windowSize(OUTPUT);
    return size[0] == 0 || size[1] == 0 ? USUAL : new Size(size[1], size[0]);
  }

  @Override
  public boolean isForeground() {
    return libc.tcgetpgrp(INPUT) == libc.getpgrp();
  }

  @Override
  public void takeKeys() throws SyscallException {
    set(byKey(before));
  }

  @Override
  public void giveBack() throws SyscallException {
    set(before);
  }

  private void set(byte[] modes) throws SyscallException {
    int result = libc.tcsetattr(INPUT, TCSANOW, modes);
    int errno = result < 0 ? libc.errno() : 0;
    if (result < 0) {
      throw kernel.refused("tcsetattr", "the terminal", errno);
    }
  }

  /** The modes with lines and echo off, and a read that waits for nothing. */
  static byte[] byKey(byte[] modes) {
    ByteBuffer changed = ByteBuffer.wrap(modes.clone()).order(ByteOrder.nativeOrder());
    changed.putInt(C_LFLAG, changed.getInt(C_LFLAG) & ~(ICANON | ECHO));
    changed.put(C_CC + VMIN, (byte) 0);
    changed.put(C_CC + VTIME, (byte) 0);
    return changed.array();
  }
}
