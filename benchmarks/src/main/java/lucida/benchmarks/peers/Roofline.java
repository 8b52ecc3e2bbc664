package lucida.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.benchmarks.Command;
import lucida.benchmarks.Machine;

/**
 * The entry point of {@code benchmarks/run roofline}: every convolution of a network by the plan and by ONNX Runtime, below the roof of what the machine can multiply and
 * read — Williams, Waterman, Patterson, CACM 2009. Its arguments are the working tree and options.
 */
public final class Roofline {
  private static final String NETWORK = "network";
  private static final String BATCH = "batch";
  private static final int RUNS = 200;

  private Roofline() {}

  /** Times the convolutions and prints a table for each network. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Peers.print(args, Roofline::run);
  }

  private static String run(Command command, Path root) throws IOException, InterruptedException {
    Peers.refuseUnknown(command, "roofline", List.of(NETWORK, BATCH));
    List<PeerWork> works = Peers.works(command, List.of(Task.FORWARD.toString()), List.of("1"));
    List<String> engines = PeerProcess.engines().stream().filter(PeerEngine::timesLayers).map(PeerEngine::name).toList();
    Path folder = Files.createTempDirectory("lucida-roofline");
    try {
      PeerSession session = new PeerSession(engines, folder, 0, 0, System.err);
      Machine machine = Machine.here(root);
      List<RooflineTable> tables = new ArrayList<>();
      for (PeerWork work : works) tables.add(measured(work, engines, session, command.rounds()));
      RooflineReport report = new RooflineReport(LocalDateTime.now(ZoneId.systemDefault()), machine, tables);
      Path written = report.write(root.resolve(command.isKept() ? "benchmarks/results" : "lucida-out/benchmarks"));
      System.err.println("written to " + root.relativize(written));
      return report.markdown();
    } finally {
      Peers.delete(folder);
    }
  }

  /** In rounds, in which engines take turns. */
  private static RooflineTable measured(PeerWork work, List<String> engines, PeerSession session, int rounds)
      throws IOException, InterruptedException {
    MachineLimits limits = new MachineLimits(0, 0);
    SequencedMap<String, List<List<LayerTime>>> layers = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds + ": " + work);
      limits = limits.most(session.limits());
      for (String engine : engines)
        layers.computeIfAbsent(engine, _ -> new ArrayList<>()).add(session.layers(work, engine, RUNS));
    }
    return new RooflineTable(work, limits, layers);
  }
}
