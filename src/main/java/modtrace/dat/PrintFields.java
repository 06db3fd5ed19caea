package modtrace.dat;

import java.nio.ByteBuffer;

/** Fields of a record as a print format's arguments. */
final class PrintFields {
  private PrintFields() {}

  /** A field as such: a number, or an array of characters. */
  static PrintArgument argument(EventField field, KernelNames names) throws UnknownPrintException {
    if (!field.array()) {
      PrintNumber number = number(field, field.offset(), field.size());
      boolean pointer = field.isPointer() && field.size() == Long.BYTES;
      return new PrintArgument(number, pointer ? pointed(number, names) : null, pointer, null);
    }
    if (!field.isDynamic() && field.size() > 0 && field.type().endsWith("char")) {
      return PrintArgument.of(string(field));
    }
    throw new UnknownPrintException();
  }

  /** The constant string at an address, or the address. */
  private static PrintText pointed(PrintNumber pointer, KernelNames names) {
    return (event, to) -> {
      long address = pointer.of(event);
      String string = names.string(address);
      to.append(string == null ? Long.toHexString(address) : string);
    };
  }

  /** One element of an array of a fixed size. */
  static PrintNumber element(EventField field, long index) throws UnknownPrintException {
    int size = elementSize(field);
    if (!field.array() || field.isDynamic() || index < 0 || index >= field.size() / size) {
      throw new UnknownPrintException();
    }
    return number(field, field.offset() + (int) index * size, size);
  }

  private static int elementSize(EventField field) throws UnknownPrintException {
    int size = field.type().endsWith("long") ? Long.BYTES : field.elementSize();
    if (size == 0) {
      throw new UnknownPrintException();
    }
    return size;
  }

  private static PrintNumber number(EventField field, int offset, int size)
      throws UnknownPrintException {
    if (size != 1 && size != 2 && size != 4 && size != 8) {
      throw new UnknownPrintException();
    }
    var part = new EventField(field.name(), field.type(), offset, size, false, false);
    return event -> Records.number(event, part);
  }

  /** The text up to its NUL; what would break the line is written as {@code \n}. */
  static PrintText string(EventField field) {
    return (event, to) -> {
      long place = Records.text(event, field);
      byte[] bytes = new byte[(int) (place >>> 32)];
      event.bytes().get((int) place, bytes);
      String text = Comms.decoded(bytes, 0, bytes.length);
      to.append(text.replace("\n", "\\n"));
    };
  }

  /** Bytes of an array. */
  static PrintNumber length(EventField field) {
    return event -> Records.array(event, field) >>> 32;
  }

  /** Bytes as two digits each. */
  static PrintText hex(EventField field, PrintNumber length, String between) {
    return (event, to) -> {
      long place = place(event, field, length.of(event), 1);
      for (int i = 0; i < (int) (place >>> 32); i++) {
        int value = event.bytes().get((int) place + i);
        to.append(i == 0 ? "" : between);
        to.append(Character.forDigit(value >> 4 & 15, 16))
            .append(Character.forDigit(value & 15, 16));
      }
    };
  }

  /** Numbers of so many bytes each, with blanks between. */
  static PrintText array(EventField field, PrintNumber count, long size)
      throws UnknownPrintException {
    if (size != 1 && size != 2 && size != 4 && size != 8) {
      throw new UnknownPrintException();
    }
    return (event, to) -> {
      long place = place(event, field, count.of(event), (int) size);
      for (int i = 0; i < (int) (place >>> 32); i++) {
        long value = Records.number(event.bytes(), (int) (place + i * size), (int) size, false);
        to.append(i == 0 ? "" : " ").append(Long.toUnsignedString(value));
      }
    };
  }

  /** {@code count << 32 | index} of that many elements, which the array must have. */
  private static long place(CpuEvents event, EventField field, long count, int size)
      throws DatException, UnknownPrintException {
    long place = Records.array(event, field);
    if (count < 0 || count > (place >>> 32) / size) {
      throw new UnknownPrintException();
    }
    return count << 32 | (place & 0xFFFFFFFFL);
  }

  /** Words of 32 bits, the last first. */
  static PrintText bitmask(EventField field) {
    return (event, to) -> {
      long place = Records.array(event, field);
      ByteBuffer bytes = event.bytes();
      int words = (int) (place >>> 32) / 4;
      if (words * 4 != (int) (place >>> 32)) {
        throw new UnknownPrintException();
      }
      for (int i = words - 1; i >= 0; i--) {
        to.append(String.format("%08x", bytes.getInt((int) place + i * 4)));
        to.append(i == 0 ? "" : ",");
      }
    };
  }
}
