package lucida.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import lucida.benchmarks.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is computed from times, and this project's own engines. */
final class PeersTest {
  private static final PeerWork WORK = new PeerWork(Task.FORWARD, "resnet18", 2);
  private static final Machine MACHINE = new Machine("a processor", 2, 256, "a system", "a JDK", "a commit", false);

  private static PeerRound round(double plan, double other, double peak) {
    return new PeerRound(WORK, new MachineLimits(peak, 4e9), 0.5,
        Map.of("plan", new RunTimes(plan, 1), "other", new RunTimes(other, 1.5), "third", new RunTimes(2 * other, 3)));
  }

  /** torchvision states 1.81 GMAC for a picture; a multiply-add is two operations. */
  @Test
  void operationsAreThoseOfTheDirectSums() {
    assertEquals(2 * 2 * 1.81e9, WORK.operations(), 0.01 * WORK.operations());
  }

  @Test
  void ratiosAreTakenWithinARound() {
    List<PeerRound> rounds = List.of(round(1, 2, 1e9), round(10, 30, 1e9), round(4, 10, 1e9));
    String table = new PeerReport(LocalDateTime.of(2026, 1, 2, 3, 4), MACHINE, List.of("plan", "other", "third"), rounds,
        List.of("opencv")).markdown();
    assertTrue(table.contains("| forward | resnet18 | 2 | 2.50 (2.00–3.00) | 5.00 (4.00–6.00) | 2.50 (2.00–3.00) |"), table);
    assertTrue(table.contains("| forward | resnet18 | 2 | 1.50 (1.50–1.50) | 3.00 (3.00–3.00) | 1.50 (1.50–1.50) |"), table);
    assertTrue(table.contains("| 4.00 s ± 113 %"), table);
    assertTrue(table.contains("Not timed: opencv."), table);
  }

  @Test
  void aPeakThatVariesIsSaid() {
    for (double peak : new double[]{1.1e9, 1.3e9}) {
      List<PeerRound> rounds = List.of(round(1, 2, 1e9), round(1, 2, peak));
      String table = new PeerReport(LocalDateTime.of(2026, 1, 2, 3, 4), MACHINE, List.of("plan"), rounds, List.of()).markdown();
      assertEquals(peak > 1.2e9, table.contains("**The peak varies"), table);
    }
  }

  /** Twice as fast as the peak would be is what minimal filtering may reach. */
  @Test
  void theShareIsOfThePeakOfTheSameRound() {
    assertEquals(2, round(WORK.operations() / 2e9, 1, 1e9).share("plan").orElseThrow(), 1e-12);
  }

  @Test
  void aNaNIsNoAgreement() {
    assertEquals(0.25, PeerSession.error(new float[]{-4, 0}, new float[]{-4, 1}));
    assertTrue(Double.isNaN(PeerSession.error(new float[]{1, 2}, new float[]{Float.NaN, 2})));
    assertEquals(Double.POSITIVE_INFINITY, PeerSession.error(new float[2], new float[3]));
  }

  /** Of a forward sweep there are some hundred roundings of 2⁻²⁴ in each of 20 layers; the way back has as many. */
  @ParameterizedTest
  @CsvSource({"FORWARD, 30", "GRADIENT, 9216", "GRAD_CAM, 192"})
  void ownEnginesGiveTheSame(Task task, int numbers, @TempDir Path folder) throws Exception {
    PeerWork small = new PeerWork(task, "cifar-resnet20", 3);
    float[] wanted = LucidaEngine.INTERPRETER.open(small, folder, 1).result();
    assertEquals(numbers, wanted.length);
    assertTrue(PeerSession.error(wanted, LucidaEngine.PLAN.open(small, folder, 1).result()) < 1e-4);
  }

  /** The adjoint of every layer has as many multiplications as the layer; behind the last ReLU of a ResNet lies the dense layer alone, of 512 times 1000. */
  @Test
  void operationsOfDerivatives() {
    double forward = WORK.operations();
    assertEquals(2 * forward, new PeerWork(Task.GRADIENT, "resnet18", 2).operations());
    assertEquals(forward + 2 * 2 * 512_000, new PeerWork(Task.GRAD_CAM, "resnet18", 2).operations());
  }

  @Test
  void filesAreWrittenTogether(@TempDir Path folder) throws IOException {
    Path table = new PeerReport(LocalDateTime.of(2026, 1, 2, 3, 4), MACHINE, List.of("plan", "other"), List.of(round(1, 2, 1e9)),
        List.of())
        .write(folder);
    assertEquals("peers-2026-01-02-0304.md", String.valueOf(table.getFileName()));
    assertTrue(Files.readString(folder.resolve("peers-2026-01-02-0304.json"))
        .contains("\"task\":\"forward\",\"network\":\"resnet18\",\"batch\":2,"));
  }
}
