package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CryptoAlgorithmsTest {
  @Test
  void readsAlgorithmsAndTheirUsers() throws IOException {
    List<CryptoAlgorithms.Algorithm> algorithms =
        CryptoAlgorithms.parse(
            """
            name         : essiv(cbc(aes),sha256)
            driver       : essiv(cbc(aes-generic),sha256-generic)
            module       : essiv
            priority     : 100
            refcnt       : 2
            selftest     : passed
            internal     : no
            type         : skcipher
            async        : no
            blocksize    : 16

            name         : lz4
            driver       : lz4-generic
            module       : lz4
            priority     : 0
            refcnt       : 1
            selftest     : passed
            internal     : no
            type         : compression

            """);
    assertEquals(
        List.of(
            new CryptoAlgorithms.Algorithm(
                "essiv(cbc(aes),sha256)",
                "essiv(cbc(aes-generic),sha256-generic)",
                "essiv",
                2,
                "skcipher"),
            new CryptoAlgorithms.Algorithm("lz4", "lz4-generic", "lz4", 1, "compression")),
        algorithms);
    assertEquals(1, algorithms.get(0).users());
    assertEquals(0, algorithms.get(1).users());
  }
}
