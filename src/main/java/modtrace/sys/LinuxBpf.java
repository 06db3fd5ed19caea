package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * bpf(2) of the kernel that we run on. The numbers and places are those of
 * include/uapi/linux/bpf.h: enum bpf_cmd, union bpf_attr, struct bpf_link_info and struct
 * bpf_btf_info.
 */
final class LinuxBpf implements Bpf {
  private static final int OBJ_GET_INFO_BY_FD = 15;
  private static final int BTF_GET_FD_BY_ID = 19;
  private static final int TASK_FD_QUERY = 20;
  private static final int LINK_GET_FD_BY_ID = 30;
  private static final int LINK_GET_NEXT_ID = 31;

  /** enum bpf_link_type. */
  private static final int RAW_TRACEPOINT = 1;

  private static final int TRACING = 2;

  /** enum bpf_task_fd_type. */
  private static final int FD_TRACEPOINT = 1;

  /** More than any of the structures, all of which begin with what is asked for. */
  private static final int ROOM = 256;

  private static final int NAME = 128;

  /** More links than any system has; the kernel gives their numbers in rising order. */
  private static final int MOST = 100_000;

  /** Makes a system call that may be refused. */
  interface Call {
    long of(int command, Memory attributes) throws SyscallException;
  }

  private final Call call;
  private final LinuxKernel kernel;

  LinuxBpf(LinuxKernel kernel, Call call) {
    this.kernel = kernel;
    this.call = call;
  }

  @Override
  public List<Link> links() throws SyscallException {
    List<Link> links = new ArrayList<>();
    int id = 0;
    while (links.size() < MOST) {
      Memory next = words(id);
      try {
        call.of(LINK_GET_NEXT_ID, next);
      } catch (SyscallException e) {
        if (e.is(Errno.ENOENT)) {
          return links;
        }
        throw e;
      }
      id = next.getInt(4);
      Link link = link(id);
      if (link != null) {
        links.add(link);
      }
    }
    return links;
  }

  /** Null for one that has gone meanwhile. */
  private @Nullable Link link(int id) throws SyscallException {
    try (Fd fd = byId(LINK_GET_FD_BY_ID, id)) {
      Memory name = new Memory(NAME);
      Memory info = cleared(ROOM);
      info(fd, info);
      int type = info.getInt(0);
      int program = info.getInt(8);
      if (type == RAW_TRACEPOINT) {
        info = cleared(ROOM);
        info.setLong(16, Pointer.nativeValue(name));
        info.setInt(24, NAME);
        info(fd, info);
        return new Link(id, program, name.getString(0, UTF_8.name()), null, 0);
      }
      return type == TRACING
          ? new Link(id, program, null, types(info.getInt(20)), info.getInt(24))
          : new Link(id, program, null, null, 0);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return null;
      }
      throw e;
    }
  }

  /** The name of type data; null for a program's own. */
  private @Nullable String types(int id) throws SyscallException {
    if (id == 0) {
      return null;
    }
    try (Fd fd = byId(BTF_GET_FD_BY_ID, id)) {
      Memory name = cleared(NAME);
      Memory info = cleared(ROOM);
      info.setLong(16, Pointer.nativeValue(name));
      info.setInt(24, NAME);
      info(fd, info);
      boolean ofKernel = info.getInt(28) != 0;
      return ofKernel ? name.getString(0, UTF_8.name()) : null;
    }
  }

  @Override
  public @Nullable Probed probed(int process, int fd) throws SyscallException {
    Memory name = cleared(NAME);
    Memory query = words(process, fd, 0, NAME);
    query.setLong(16, Pointer.nativeValue(name));
    try {
      call.of(TASK_FD_QUERY, query);
    } catch (SyscallException e) {
      if (e.is(Errno.EPERM) || e.is(Errno.EACCES)) {
        throw e;
      }
      return null; // a perf event without a program, or no such call: it is not told
    }
    return new Probed(name.getString(0, UTF_8.name()), query.getInt(28) == FD_TRACEPOINT);
  }

  private Fd byId(int command, int id) throws SyscallException {
    int number = (int) call.of(command, words(id));
    return new LinuxFd(kernel, kernel.libc(), number, "BPF object " + id);
  }

  private void info(Fd fd, Memory info) throws SyscallException {
    Memory attributes = words(((LinuxFd) fd).number("bpf"), (int) info.size());
    attributes.setLong(8, Pointer.nativeValue(info));
    call.of(OBJ_GET_INFO_BY_FD, attributes);
  }

  private static Memory words(int... words) {
    Memory memory = cleared(ROOM / 2);
    memory.write(0, words, 0, words.length);
    return memory;
  }

  private static Memory cleared(int size) {
    Memory memory = new Memory(size);
    memory.clear();
    return memory;
  }
}
