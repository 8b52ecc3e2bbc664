package lucida.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
        Map.of("plan", new RunTimes(plan, 1), "other", new RunTimes(other, 1.5), "third", new RunTimes(2 * other, 3)),
        Map.of("plan", new ColdStart(plan, 2 * plan, OptionalDouble.of(2e8)), "other",
            new ColdStart(0.25, 0.5, OptionalDouble.empty())));
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
  @CsvSource({"FORWARD, 30", "GRADIENT, 9216", "GRAD_CAM, 192", "GRAD_CAM_PLUS_PLUS, 192", "SCORE_CAM, 192"})
  void ownEnginesGiveTheSame(Task task, int numbers, @TempDir Path folder) throws Exception {
    PeerWork small = new PeerWork(task, "cifar-resnet20", 3);
    NetworkFiles files = NetworkFiles.in(folder, small);
    float[] wanted = LucidaEngine.INTERPRETER.open(small, files, 1).result();
    assertEquals(numbers, wanted.length);
    assertTrue(PeerSession.error(wanted, LucidaEngine.PLAN.open(small, files, 1).result()) < 1e-4);
  }

  /** The adjoint of every layer has as many multiplications as the layer; behind the last ReLU of a ResNet lies the dense layer alone, of 512 times 1000. */
  @Test
  void operationsOfDerivatives() {
    double forward = WORK.operations();
    assertEquals(2 * forward, new PeerWork(Task.GRADIENT, "resnet18", 2).operations());
    assertEquals(forward + 2 * 2 * 512_000, new PeerWork(Task.GRAD_CAM, "resnet18", 2).operations());
    assertEquals(513 * forward, new PeerWork(Task.SCORE_CAM, "resnet18", 2).operations());
  }

  /** Medians over rounds; who does not say its memory has none, and who has no process no start. */
  @Test
  void startsAreInATableOfTheirOwn() {
    String table = new PeerReport(LocalDateTime.of(2026, 1, 2, 3, 4), MACHINE, List.of("plan", "other", "third"),
        List.of(round(1, 2, 1e9), round(3, 2, 1e9), round(2, 2, 1e9)), List.of()).markdown();
    assertTrue(table.contains("| forward | resnet18 | 2 | 4.00 s, 2.00 s, 200 MB | 500 ms, 250 ms | – |"), table);
  }

  /** The table of Linux, as proc(5) has it. */
  @Test
  void residentMemoryIsReadFromTheTableOfLinux() {
    assertEquals(OptionalDouble.of(1024 * 1234.0),
        ColdStart.resident(Stream.of("Name:\tjava", "VmHWM:\t    1234 kB", "VmRSS:\t  1 kB")));
    assertEquals(OptionalDouble.empty(), ColdStart.resident(Stream.of("Name:\tjava")));
  }

  /** Short runs go on until there are enough of them, long ones until the clock says so. */
  @Test
  void longRunsEndByTheClock() {
    assertTrue(PeerProcess.goesOn(30, 4.9, 25, 5), "the seconds are not over");
    assertTrue(PeerProcess.goesOn(24, 49, 25, 5), "a run is missing");
    assertFalse(PeerProcess.goesOn(25, 5, 25, 5));
    assertFalse(PeerProcess.goesOn(2, 60, 25, 5), "ten times the seconds are over");
  }

  @Test
  void whatRunsBesideIsSaid() {
    PeerWork beside = new PeerWork(Task.FORWARD, "resnet18", 2, 1);
    assertEquals(WORK, beside.alone());
    PeerRound one = round(1, 2, 1e9);
    PeerRound busy = new PeerRound(beside, one.limits(), one.load(), Map.of("plan", new RunTimes(3, 1)), Map.of());
    String table = new PeerReport(LocalDateTime.of(2026, 1, 2, 3, 4), MACHINE, List.of("plan"), List.of(one, busy), List.of())
        .markdown();
    assertTrue(table.contains("| forward | resnet18 | 2 beside 1 | 3.00 s"), table);
    assertTrue(table.contains("while one other process kept a processor busy"), table);
  }

  /** It ends with whoever started it. */
  @Test
  void aBusyProcessEndsWithItsInput() throws Exception {
    Process busy = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), BusyProcess.class.getName()).start();
    try {
      assertFalse(busy.waitFor(300, TimeUnit.MILLISECONDS), "it has ended by itself");
      busy.getOutputStream().close();
      assertTrue(busy.waitFor(60, TimeUnit.SECONDS), "it goes on");
      assertEquals(0, busy.exitValue());
    } finally {
      busy.destroyForcibly();
    }
  }

  @Test
  void tasksAreFoundByTheirNames() {
    assertEquals(List.of("forward", "gradient", "grad-cam", "grad-cam++", "score-cam"), Task.names());
    for (String name : Task.names()) assertEquals(name, Task.named(name).toString());
    assertEquals(Task.names().subList(0, 4), Task.usual());
  }

  @Test
  void filesAreWrittenTogether(@TempDir Path folder) throws IOException {
    Path table = new PeerReport(LocalDateTime.of(2026, 1, 2, 3, 4), MACHINE, List.of("plan", "other"), List.of(round(1, 2, 1e9)),
        List.of())
        .write(folder);
    assertEquals("peers-2026-01-02-0304.md", String.valueOf(table.getFileName()));
    assertTrue(Files.readString(folder.resolve("peers-2026-01-02-0304.json"))
        .contains("\"task\":\"forward\",\"network\":\"resnet18\",\"batch\":2,\"beside\":0,"));
    assertTrue(Files.readString(folder.resolve("peers-2026-01-02-0304.json"))
        .contains("\"plan\":{\"first_result\":2.0,\"opening\":1.0,\"resident_bytes\":2.0E8}"));
    assertTrue(Files.readString(table).contains("](peers-2026-01-02-0304.svg)"));
    String plot = Files.readString(folder.resolve("peers-2026-01-02-0304.svg"));
    for (String text : List.of("resnet18, forward, batch 2", "other", "times as long as plan"))
      assertTrue(plot.contains(">" + text + "<"), text);
    assertTrue(Files.size(folder.resolve("peers-2026-01-02-0304.png")) > 0);
  }
}
