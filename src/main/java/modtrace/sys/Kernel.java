package modtrace.sys;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** All that modtrace asks of Linux by system call. Refusals are {@link SyscallException}s. */
public interface Kernel {
  /** Opens a file, close-on-exec; one that is created has mode 0600. */
  Fd open(String path, OpenFlag... flags) throws SyscallException;

  /** A counter that makes a {@link PollSet} ready once {@link #signal} was called on it. */
  Fd eventFd() throws SyscallException;

  /** Adds one to an {@link #eventFd}; may be called by any thread. */
  void signal(Fd eventFd) throws SyscallException;

  /** Prepares waiting for up to 31 files to be readable. */
  PollSet pollSet(Fd... fds) throws SyscallException;

  void mkdir(String path) throws SyscallException;

  void rmdir(String path) throws SyscallException;

  /** Gives a file another name in the same file system; a file of that name is gone. */
  void rename(String from, String to) throws SyscallException;

  /** Mounts a file system that needs no device, such as {@code tracefs}. */
  void mount(String type, String target) throws SyscallException;

  /** Whether there is something at the path; not being allowed to look is an exception. */
  boolean exists(String path) throws SyscallException;

  /** The names in a directory, sorted. */
  List<String> list(String directory) throws SyscallException;

  /** Where a symbolic link points, byte by byte: it need not be text. */
  byte[] readLink(String path) throws SyscallException;

  /** The effective user id; 0 is root. */
  int effectiveUid();

  /** The process id in our own pid namespace. */
  long pid();

  /** The columns of the terminal on a file descriptor number; empty when it is none. */
  OptionalInt terminalWidth(int fdNumber);

  /**
   * The terminal to draw a screen on; null unless both standard input and standard output are one.
   */
  @Nullable Terminal terminal();

  /** Lets this thread run before those of others, if we may: it must not come too late. */
  void hurry();

  /** Sleeps; an interrupt ends the sleep and stays pending. */
  void pause(int millis);
}
