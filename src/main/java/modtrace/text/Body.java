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
  private static final byte[] NAME = " name=".getBytes(US_ASCII);
  private static final byte[] IP = "ip=".getBytes(US_ASCII);
  private static final byte[] TAINTS = "taints=".getBytes(US_ASCII);

  private final Interner<String> names = new Interner<>(Bytes::text);
  private final Interner<CallSite> callSites = new Interner<>(Body::decodeCallSite);

  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int nameFrom;
  private int nameTo;
  private boolean fields;

  /** Finds the module's name; false where there is none. */
  boolean cut(byte[] line, int bodyFrom, int lineTo) {
    bytes = line;
    from = bodyFrom;
    to = lineTo;
    fields =
        Bytes.startsWith(line, from, to, IP)
            || Bytes.startsWith(line, from, to, TAINTS)
            || Bytes.startsWith(line, from - 1, to, NAME);
    nameFrom = fields ? Bytes.lastIndexOf(line, from - 1, to, NAME) + NAME.length : from;
    if (nameFrom < from) {
      return false;
    }
    nameTo = nameFrom;
    while (nameTo < to && bytes[nameTo] != ' ') {
      nameTo++;
    }
    return nameTo > nameFrom;
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
      case LOAD -> new ModuleEvent.Load(origin, name(), taints());
      case FREE -> new ModuleEvent.Free(origin, name());
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

  private String taints() {
    if (fields) {
      return "";
    }
    int start = Bytes.skipSpaces(bytes, nameTo, to);
    return start == to ? "" : Bytes.text(bytes, start, to).strip();
  }

  private @Nullable ModuleEvent counted(Type type, Origin origin) {
    int refcntAt = Bytes.lastIndexOf(bytes, from, to, REFCNT);
    int siteFrom = siteFrom();
    if (refcntAt < 0 || siteFrom < 0) {
      return null;
    }
    int siteTo = fields ? endOfWords(siteFrom) : refcntAt;
    int refcnt = decimal(refcntAt + REFCNT.length);
    if (refcnt < 0 || siteTo <= siteFrom) {
      return null;
    }
    CallSite site = callSites.of(bytes, siteFrom, siteTo);
    return type == Type.GET
        ? new ModuleEvent.Get(origin, name(), site, refcnt)
        : new ModuleEvent.Put(origin, name(), site, refcnt);
  }

  private @Nullable ModuleEvent request(Origin origin) {
    int siteFrom = siteFrom();
    int waitAt = Bytes.lastIndexOf(bytes, from, to, WAIT) + WAIT.length;
    if (siteFrom < 0 || waitAt < WAIT.length || waitAt >= to) {
      return null;
    }
    int siteTo = fields ? endOfWords(siteFrom) : to;
    if (siteTo <= siteFrom) {
      return null;
    }
    CallSite site = callSites.of(bytes, siteFrom, siteTo);
    return new ModuleEvent.Request(origin, name(), site, bytes[waitAt] != '0');
  }

  private int siteFrom() {
    if (fields) {
      return Bytes.startsWith(bytes, from, to, IP) ? from + IP.length : -1;
    }
    return Bytes.startsWith(bytes, nameTo, to, CALL_SITE) ? nameTo + CALL_SITE.length : afterWait();
  }

  private int afterWait() {
    if (!Bytes.startsWith(bytes, nameTo, to, WAIT)) {
      return -1;
    }
    int at = Bytes.lastIndexOf(bytes, nameTo, to, CALL_SITE);
    return at < 0 ? -1 : at + CALL_SITE.length;
  }

  private int endOfWords(int start) {
    int end = Bytes.indexOf(bytes, start, to, (byte) ' ');
    return end < 0 ? to : end;
  }

  /** The number at {@code start}; -1 where there is none, or letters are stuck to it. */
  private int decimal(int start) {
    if (fields && Bytes.indexOf(bytes, start, Math.min(start + 2, to), (byte) 'x') > 0) {
      int open = Bytes.indexOf(bytes, start, to, (byte) '('); // "0x2 (2)"
      return open < 0 ? -1 : digits(open + 1, (byte) ')');
    }
    return digits(start, (byte) ' ');
  }

  private int digits(int start, byte end) {
    int value = 0;
    int i = start;
    for (int most = Math.min(to, start + 9); i < most && Bytes.isDigit(bytes[i]); i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return i > start && (i == to || bytes[i] == end) ? value : -1;
  }

  private static CallSite decodeCallSite(byte[] bytes, int from, int to) {
    String text = Bytes.text(bytes, from, to).strip();
    String module = null;
    int bracket = text.indexOf(" [");
    if (bracket > 0 && text.endsWith("]")) {
      module = text.substring(bracket + 2, text.length() - 1);
      text = text.substring(0, bracket);
    }
    int offset = text.indexOf("+0x");
    return new CallSite(offset > 0 ? text.substring(0, offset) : text, module);
  }
}
