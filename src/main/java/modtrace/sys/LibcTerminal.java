package modtrace.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The functions of libc for terminals, apart from {@link Libc}: few runs need them. */
class LibcTerminal {
  static {
    JnaLibrary.takeOurs();
    Native.register(LibcTerminal.class, NativeLibrary.getProcess());
  }

  native int isatty(int fd);

  native int tcgetattr(int fd, byte[] termios);

  native int tcsetattr(int fd, int when, byte[] termios);

  native int tcgetpgrp(int fd);

  native int getpgrp();

  native int raise(int signal);

  int errno() {
    return Native.getLastError();
  }
}
