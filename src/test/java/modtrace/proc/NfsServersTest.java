package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NfsServersTest {
  @Test
  void readsEachServerAndNotTheHeading() {
    assertEquals(
        List.of(
            new NfsServers.Server(4, "7f000001", "127.0.0.1"),
            new NfsServers.Server(4, "7f000001", "127.0.0.1"),
            new NfsServers.Server(3, "fe800000000000005054000000000001", "files.example.org")),
        NfsServers.parse(
            """
            NV SERVER   PORT USE HOSTNAME
            v4 7f000001  801   1 127.0.0.1
            v4 7f000001  801   1 127.0.0.1
            v3 fe800000000000005054000000000001  801   2 files.example.org
            """));
  }
}
