package modtrace.dat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** The parts of a trace.dat that both versions write alike. */
final class FormatLists {
  /** Ten times what any of the kernel's has. */
  private static final int MOST_BYTES = 1 << 17;

  private static final int MOST_FIELDS = 512;

  private FormatLists() {}

  /** header_page and header_event. */
  static PageLayout header(DatCursor in, int longSize) throws DatException {
    in.expect("header_page");
    DatCursor page = in.part(in.u64("header_page's size"), "header_page");
    long offset = page.offset();
    PageLayout layout = PageLayout.parse(page.text(), longSize, offset);
    in.expect("header_event");
    in.part(in.u64("header_event's size"), "header_event");
    return layout;
  }

  /** The formats of ftrace's own events. */
  static List<EventFormat> ftrace(DatCursor in) throws DatException {
    List<EventFormat> formats = new ArrayList<>();
    list(in, "ftrace", formats);
    return formats;
  }

  /** The formats of the systems that were traced. */
  static List<EventFormat> systems(DatCursor in) throws DatException {
    List<EventFormat> formats = new ArrayList<>();
    long systems = in.u32("the number of event systems");
    for (long i = 0; i < systems; i++) {
      list(in, in.string("a system's name"), formats);
    }
    return formats;
  }

  /** What each event of a format costs is bounded by the format's own size. */
  private static String text(DatCursor in, String what) throws DatException {
    long size = in.u64(what);
    if (size > MOST_BYTES) {
      throw in.failure(what, size + " bytes are more than modtrace takes");
    }
    return new String(in.bytes(size, what), UTF_8);
  }

  private static void list(DatCursor in, String system, List<EventFormat> formats)
      throws DatException {
    long count = in.u32("the number of events of " + system);
    String what = "an event format of " + system;
    for (long i = 0; i < count; i++) {
      EventFormat format = EventFormat.parse(system, text(in, what));
      if (format != null && format.fields().size() > MOST_FIELDS) {
        throw in.failure(what, "it has " + format.fields().size() + " fields");
      }
      if (format != null) {
        formats.add(format);
      }
    }
  }
}
