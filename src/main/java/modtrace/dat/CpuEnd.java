package modtrace.dat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the data of a CPU ends.
 *
 * @param cpu its number
 * @param time of its last event, in the unit of {@link DatFile#clock}; {@link #UNKNOWN} where the
 *     last page cannot be read
 */
public record CpuEnd(int cpu, long time) {
  public static final long UNKNOWN = -1;

  /** Looks at the last page of each CPU of the top buffer, which must not be packed. */
  static List<CpuEnd> of(DatFile file) {
    DatBuffer buffer = file.buffers.get(0);
    Map<Integer, CpuData> last = new TreeMap<>();
    for (CpuData data : buffer.cpus()) {
      if (data.size() > 0) {
        last.put(data.cpu(), lastPage(data, buffer.pageSize()));
      }
    }
    List<CpuEnd> ends = new ArrayList<>();
    last.values().forEach(page -> ends.add(new CpuEnd(page.cpu(), time(file, buffer, page))));
    return ends;
  }

  private static CpuData lastPage(CpuData data, int pageSize) {
    long length = (data.size() - 1) % pageSize + 1;
    return new CpuData(data.cpu(), data.offset() + data.size() - length, length);
  }

  /** A damaged page is reported by whoever reads the events; here it only leaves a time out. */
  private static long time(DatFile file, DatBuffer buffer, CpuData page) {
    var pages = new CpuPages(file.bytes, buffer, file.packing, page);
    var layout = new SubBuffer(file.layout, file.bytes.order());
    var events = new CpuEvents(pages, layout, file.options.timeStamps(), null, 0, 0);
    long time = UNKNOWN;
    try {
      while (events.next()) {
        time = events.time();
      }
      return time;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
