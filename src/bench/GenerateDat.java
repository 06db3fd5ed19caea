import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * {@code GenerateDat EVENTS FILE}: a trace.dat of version 7, packed by zstd, of so many module gets
 * and puts, as {@code generate} writes them as text: 400 tasks open and close devices of eight
 * modules on four CPUs; vkms is the first. {@code compare-dat} runs it, with jna.jar.
 */
final class GenerateDat {
  private static final int CPUS = 4;
  private static final int TASKS = 400;
  private static final int PAGE = 4096;
  private static final int PAGE_HEAD = 16;
  private static final int PAGES_IN_CHUNK = 10;
  private static final int GET = 360;
  private static final int PUT = 361;
  private static final long FUNCTIONS = 0xffffffff81000000L;

  private static final String[] MODULES = {
    "vkms", "drm", "snd_pcm", "kvm_intel", "nvidia_uvm", "nf_conntrack", "xfs", "loop"
  };
  private static final String[] GETS = {
    "drm_stub_open", "chrdev_open", "snd_pcm_open", "misc_open", "chrdev_open", "nf_ct_netns_get",
    "get_fs_type", "bdev_open"
  };
  private static final String[] PUTS = {
    "__fput", "__fput", "snd_pcm_release", "__fput", "__fput", "nf_ct_netns_put", "cleanup_mnt",
    "blkdev_put"
  };

  private static final String COMMON =
      """
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
      \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      """;

  private static native long ZSTD_compress(byte[] to, long room, byte[] from, long size, int level);

  /** The pages of one CPU, packed as they fill. */
  private static final class Cpu {
    final Path file;
    final OutputStream out;
    final byte[] packed = new byte[PAGE * PAGES_IN_CHUNK * 2];
    final ByteBuffer pages = little(PAGE * PAGES_IN_CHUNK);
    int page;
    int end = PAGE_HEAD;
    long last;
    long size;
    int chunks;

    Cpu(Path file) throws IOException {
      this.file = file;
      this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    void event(long nanos, int id, int pid, long ip, int refcnt, byte[] name) throws IOException {
      int length = 24 + (name.length + 1 + 3) / 4 * 4;
      if (end + 4 + length > PAGE) {
        endPage();
      }
      if (end == PAGE_HEAD) {
        pages.putLong(page, nanos);
        last = nanos;
      }
      pages.putInt(page + end, length / 4 | (int) (nanos - last) << 5);
      int at = page + end + 4;
      pages.putShort(at, (short) id).putShort(at + 2, (short) 0).putInt(at + 4, pid);
      pages.putLong(at + 8, ip).putInt(at + 16, refcnt);
      pages.putInt(at + 20, name.length + 1 << 16 | 24);
      pages.put(at + 24, name).put(at + 24 + name.length, (byte) 0);
      end += 4 + length;
      last = nanos;
    }

    private void endPage() throws IOException {
      pages.putLong(page + 8, end - PAGE_HEAD);
      page += PAGE;
      end = PAGE_HEAD;
      if (page == pages.capacity()) {
        pack();
      }
    }

    private void pack() throws IOException {
      int got = (int) ZSTD_compress(packed, packed.length, pages.array(), page, 3);
      out.write(little(8).putInt(got).putInt(page).array());
      out.write(packed, 0, got);
      size += 8 + got;
      chunks++;
      page = 0;
    }

    void close() throws IOException {
      if (end > PAGE_HEAD) {
        endPage();
      }
      if (page > 0) {
        pack();
      }
      out.close();
    }
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static void main(String[] words) throws IOException {
    Native.register(GenerateDat.class, NativeLibrary.getInstance("libzstd.so.1"));
    Path file = Path.of(words[1]);
    Cpu[] cpus = new Cpu[CPUS];
    for (int i = 0; i < CPUS; i++) {
      cpus[i] = new Cpu(Path.of(file + "." + i));
    }
    events(Long.parseLong(words[0]), cpus);
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(out, cpus);
    }
  }

  private static void events(long count, Cpu[] cpus) throws IOException {
    var random = new Random(1);
    int[] held = new int[TASKS];
    int[] refcnt = new int[MODULES.length];
    java.util.Arrays.fill(held, -1);
    java.util.Arrays.fill(refcnt, 1);
    byte[][] names = new byte[MODULES.length][];
    for (int i = 0; i < names.length; i++) {
      names[i] = ascii(MODULES[i]);
    }
    long nanos = 100_000_000_000L;
    for (long n = 0; n < count; n++) {
      int task = random.nextInt(TASKS);
      nanos += 1000 + random.nextInt(40_000);
      boolean get = held[task] < 0;
      int module = get ? random.nextInt(MODULES.length) : held[task];
      held[task] = get ? module : -1;
      refcnt[module] += get ? 1 : -1;
      long ip = FUNCTIONS + (get ? module : MODULES.length + module) * 256L + 16;
      cpus[task % CPUS].event(
          nanos, get ? GET : PUT, 1000 + task, ip, refcnt[module], names[module]);
    }
    for (Cpu cpu : cpus) {
      cpu.close();
    }
  }

  private static void write(FileChannel out, Cpu[] cpus) throws IOException {
    var head = new ByteArrayOutputStream();
    head.write(new byte[] {0x17, 0x08, 'D'});
    head.write(ascii("tracing7\0\0\b"));
    head.write(little(4).putInt(PAGE).array());
    head.write(ascii("zstd\0" + "1.5.4\0"));
    int options = head.size();
    head.write(new byte[8]);
    out.write(ByteBuffer.wrap(head.toByteArray()));
    var table = new ByteArrayOutputStream();
    option(table, 16, section(out, 16, headers()));
    option(table, 17, section(out, 17, new byte[4]));
    option(table, 18, section(out, 18, formats()));
    option(table, 19, section(out, 19, sized(4, functions())));
    option(table, 21, section(out, 21, sized(8, comms())));
    table.write(little(10).putShort((short) 8).putInt(4).putInt(CPUS).array());
    buffer(out, cpus, table);
    option(table, 0, 0);
    long at = section(out, 0, table.toByteArray());
    out.write(little(8).putLong(at).flip(), options);
  }

  /** A section that is not packed; tells where it is. */
  private static long section(FileChannel out, int id, byte[] data) throws IOException {
    long at = out.position();
    out.write(sectionHead(id, 0, data.length));
    out.write(ByteBuffer.wrap(data));
    return at;
  }

  private static ByteBuffer sectionHead(int id, int flags, long size) {
    ByteBuffer head = little(16).putShort((short) id).putShort((short) flags);
    return head.putInt(0).putLong(size).flip();
  }

  private static void option(ByteArrayOutputStream table, int id, long offset) {
    table.writeBytes(little(14).putShort((short) id).putInt(8).putLong(offset).array());
  }

  /** The events, and the option that tells where those of each CPU are. */
  private static void buffer(FileChannel out, Cpu[] cpus, ByteArrayOutputStream table)
      throws IOException {
    ByteBuffer option = little(8 + 1 + 6 + 8 + 20 * CPUS);
    option.putLong(out.position()).put((byte) 0).put(ascii("local\0")).putInt(PAGE).putInt(CPUS);
    long size = 0;
    for (Cpu cpu : cpus) {
      size += 4 + cpu.size;
    }
    out.write(sectionHead(3, 1, size));
    for (int i = 0; i < CPUS; i++) {
      option.putInt(i).putLong(out.position()).putLong(cpus[i].size);
      out.write(little(4).putInt(cpus[i].chunks).flip());
      try (FileChannel pages = FileChannel.open(cpus[i].file)) {
        for (long at = 0; at < pages.size(); ) {
          at += pages.transferTo(at, pages.size() - at, out);
        }
      }
      Files.delete(cpus[i].file);
    }
    table.writeBytes(
        little(6).putShort((short) 3).putInt(option.capacity()).array());
    table.writeBytes(option.array());
  }

  private static byte[] headers() {
    byte[] page =
        ascii(
            """
            \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
            \tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;
            \tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;
            \tfield: char data;\toffset:16;\tsize:4080;\tsigned:1;
            """);
    var all = new ByteArrayOutputStream();
    all.writeBytes(ascii("header_page\0"));
    all.writeBytes(sized(8, page));
    all.writeBytes(ascii("header_event\0"));
    all.writeBytes(sized(8, ascii("# compressed entry header\n")));
    return all.toByteArray();
  }

  private static byte[] formats() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(little(4).putInt(1).array());
    all.writeBytes(ascii("module\0"));
    all.writeBytes(little(4).putInt(2).array());
    all.writeBytes(sized(8, format("module_get", GET)));
    all.writeBytes(sized(8, format("module_put", PUT)));
    return all.toByteArray();
  }

  private static byte[] format(String name, int id) {
    return ascii(
        "name: "
            + name
            + "\nID: "
            + id
            + "\nformat:\n"
            + COMMON
            + """
            \tfield:unsigned long ip;\toffset:8;\tsize:8;\tsigned:0;
            \tfield:int refcnt;\toffset:16;\tsize:4;\tsigned:1;
            \tfield:__data_loc char[] name;\toffset:20;\tsize:4;\tsigned:1;

            print fmt: "%s call_site=%ps refcnt=%d", __get_str(name), (void *)REC->ip, REC->refcnt
            """);
  }

  private static byte[] functions() {
    var all = new StringBuilder();
    for (int i = 0; i < MODULES.length; i++) {
      all.append(String.format("%016x T %s\n", FUNCTIONS + i * 256L, GETS[i]));
    }
    for (int i = 0; i < MODULES.length; i++) {
      all.append(String.format("%016x T %s\n", FUNCTIONS + (MODULES.length + i) * 256L, PUTS[i]));
    }
    return ascii(all.append(String.format("%016x T end\n", FUNCTIONS + 65536)).toString());
  }

  private static byte[] comms() {
    var all = new StringBuilder();
    for (int i = 0; i < TASKS; i++) {
      all.append(1000 + i).append(" worker-").append(i % 97).append('\n');
    }
    return ascii(all.toString());
  }

  /** Bytes after their length, of 4 or 8 bytes. */
  private static byte[] sized(int width, byte[] data) {
    ByteBuffer all = little(width + data.length);
    (width == 4 ? all.putInt(data.length) : all.putLong(data.length)).put(data);
    return all.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
