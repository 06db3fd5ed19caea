package modtrace.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import modtrace.event.CallSite;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a module event says after its name, cut in place; one object serves all lines.
 *
 * <pre>
 * load     NAME " " TAINTS          get, put  NAME " call_site=" SITE " refcnt=" N
 * free     NAME                     request   NAME " wait=" 0|1 " call_site=" SITE
 * SITE     function ["+0x1a/0x30"] [" [module]"]
 * </pre>
 *
 * {@code trace-cmd report -R} and the kernel's {@code fields} option print {@code key=value}
 * instead, the name last.
 */
final class Body {
  private static final byte[] CALL_SITE = " call_site=".getBytes(US_ASCII);
  private static final byte[] INIT = "do_init_module".getBytes(US_ASCII);
  private static final byte[] REFCNT = " refcnt=".getBytes(US_ASCII);
  private static final byte[] WAIT = " wait=".getBytes(US_ASCII);
  private static final byte[] FIELD_FALSE = "(0)".getBytes(US_ASCII);
  private static final byte[] NAME = " name=".getBytes(US_ASCII);
  private static final byte[] IP = "ip=".getBytes(US_ASCII);
  private static final byte[] TAINTS = "taints=".getBytes(US_ASCII);
  private static final byte[] PLACE = " [".getBytes(US_ASCII);
  private static final byte[] PLACE_OFFSET = ":0x".getBytes(US_ASCII);

  /** Far more than MODULE_NAME_LEN, KSYM_SYMBOL_LEN and all taint flags need. */
  private static final int LONGEST_NAME = 128;

  private static final int LONGEST_SITE = 1024;
  private static final int LONGEST_TAINTS = 64;

  private final Interner<String> names = new Interner<>(Bytes::text);
  private final Interner<CallSite> callSites = new Interner<>(Body::decodeCallSite);

  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int nameFrom;
  private int nameTo;
  private boolean fields;
  private boolean request;

  /** Finds the module's name; false where there is none. */
  boolean cut(Type type, byte[] line, int bodyFrom, int lineTo) {
    bytes = line;
    from = bodyFrom;
    to = withoutRecordPlace(line, bodyFrom, lineTo);
    request = type == Type.REQUEST;
    fields =
        Bytes.startsWith(line, from, to, IP)
            || Bytes.startsWith(line, from, to, TAINTS)
            || Bytes.startsWith(line, from - 1, to, NAME);
    nameFrom = fields ? Bytes.lastIndexOf(line, from - 1, to, NAME) + NAME.length : from;
    if (nameFrom < from) {
      return false;
    }
    nameTo = request ? endOfAlias() : endOfWord(nameFrom);
    return nameTo > nameFrom && nameTo - nameFrom <= LONGEST_NAME;
  }

  /** A request is for any words that a user made up, such as {@code fs-my disk}. */
  private int endOfAlias() {
    int end = fields ? to : Bytes.lastIndexOf(bytes, from, to, WAIT);
    return end < 0 ? to : end;
  }

  /** Without the " [0:0x198:16]" that {@code trace-cmd report --debug} appends. */
  private static int withoutRecordPlace(byte[] line, int from, int to) {
    if (to == from || line[to - 1] != ']') {
      return to;
    }
    int open = Bytes.lastIndexOf(line, Math.max(from, to - 40), to, PLACE);
    int colon = open < 0 ? -1 : Bytes.lastIndexOf(line, open, to, PLACE_OFFSET);
    return colon < 0 ? to : open;
  }

  /** Whether the name is one of these. */
  boolean isOneOf(byte[][] wanted) {
    int length = nameTo - nameFrom;
    for (byte[] name : wanted) {
      if (name.length == length && Bytes.startsWith(bytes, nameFrom, nameTo, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is at the end of a module's init function. */
  boolean endsInit() {
    int site = siteFrom();
    return site >= 0 && Bytes.startsWith(bytes, site, to, INIT);
  }

  /** The event; null where the rest of the line is not what its type wants. */
  @Nullable ModuleEvent decode(Type type, Origin origin) {
    return switch (type) {
      case LOAD -> load(origin);
      case FREE -> endsAt(nameTo) ? new ModuleEvent.Free(origin, name()) : null;
      case GET, PUT -> counted(type, origin);
      case REQUEST -> request(origin);
    };
  }

  /** Whether the name ends before the line does: then it has not been cut short. */
  boolean nameIsWhole() {
    return nameTo < to;
  }

  private String name() {
    return names.of(bytes, nameFrom, nameTo);
  }

  private @Nullable ModuleEvent load(Origin origin) {
    int start = Bytes.skipSpaces(bytes, nameTo, to);
    int end = endOfWord(start);
    if (!endsAt(end) || end - start > LONGEST_TAINTS) {
      return null;
    }
    return new ModuleEvent.Load(origin, name(), Bytes.text(bytes, start, end));
  }

  /** Whether only blanks follow. */
  private boolean endsAt(int end) {
    return Bytes.skipSpaces(bytes, end, to) == to;
  }

  private @Nullable ModuleEvent counted(Type type, Origin origin) {
    int refcntAt = Bytes.lastIndexOf(bytes, from, to, REFCNT);
    int siteFrom = siteFrom();
    if (refcntAt < 0 || siteFrom < 0) {
      return null;
    }
    int refcnt = decimal(refcntAt + REFCNT.length);
    if (refcnt < 0 || !isSite(siteFrom, refcntAt)) {
      return null;
    }
    CallSite site = callSites.of(bytes, siteFrom, refcntAt);
    return new ModuleEvent.Counted(type, origin, name(), site, refcnt);
  }

  private @Nullable ModuleEvent request(Origin origin) {
    int siteFrom = siteFrom();
    int waitAt = Bytes.lastIndexOf(bytes, from, to, WAIT) + WAIT.length;
    if (siteFrom < 0 || waitAt < WAIT.length || waitAt >= to) {
      return null;
    }
    int siteTo = fields ? waitAt - WAIT.length : to;
    if (!isSite(siteFrom, siteTo)) {
      return null;
    }
    CallSite site = callSites.of(bytes, siteFrom, siteTo);
    boolean waits = bytes[waitAt] != '0' && !Bytes.startsWith(bytes, waitAt, to, FIELD_FALSE);
    return new ModuleEvent.Request(origin, name(), site, waits);
  }

  private int siteFrom() {
    if (fields) {
      return Bytes.startsWith(bytes, from, to, IP) ? from + IP.length : -1;
    }
    int at = request ? nameTo + WAIT.length + 1 : nameTo;
    return Bytes.startsWith(bytes, at, to, CALL_SITE) ? at + CALL_SITE.length : -1;
  }

  private boolean isSite(int siteFrom, int siteTo) {
    return siteTo > siteFrom && siteTo - siteFrom <= LONGEST_SITE && bytes[siteFrom] != ' ';
  }

  private int endOfWord(int start) {
    int end = start;
    while (end < to && bytes[end] != ' ') {
      end++;
    }
    return end;
  }

  /** The number at {@code start}; -1 where there is none, or anything follows that must not. */
  private int decimal(int start) {
    if (!fields) {
      int end = endOfDigits(start);
      return endsAt(end) ? number(start, end) : -1;
    }
    if (Bytes.indexOf(bytes, start, Math.min(start + 2, to), (byte) 'x') < 0) {
      return number(start, endOfDigits(start));
    }
    int open = Bytes.indexOf(bytes, start, to, (byte) '('); // "0x2 (2)"
    return open < 0 ? -1 : number(open + 1, endOfDigits(open + 1));
  }

  private int endOfDigits(int start) {
    int end = start;
    while (end < to && Bytes.isDigit(bytes[end])) {
      end++;
    }
    return end;
  }

  private int number(int start, int end) {
    if (end == start || end - start > 9) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  private static CallSite decodeCallSite(byte[] bytes, int from, int to) {
    String text = Bytes.text(bytes, from, to).strip();
    String module = null;
    int number = text.indexOf(" ("); // the kernel's fields: "0xffffffff (4294967295)"
    if (number > 0) {
      text = text.substring(0, number);
    }
    int bracket = text.indexOf(" [");
    if (bracket > 0 && text.endsWith("]")) {
      module = text.substring(bracket + 2, text.length() - 1);
      text = text.substring(0, bracket);
    }
    int offset = text.indexOf("+0x");
    return new CallSite(offset > 0 ? text.substring(0, offset) : text, module);
  }
}
