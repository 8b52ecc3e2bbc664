package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lucida.bundled.Bundled;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
import lucida.judge.results.ResultTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EvaluateCommandTest {
  private static final List<String> FILES = List.of("per-picture.csv", "curves.csv", "pictures.csv", "summary.csv", "summary.md",
      "summary.json",
      "summary.tex", "pairs.csv", "evaluation.json");
  private static final String SMALL = "--scenes several:5 --methods gradcam,hirescam --metrics average-drop,deletion,energy-pointing-game";

  @TempDir
  private Path folder;

  private static Result lucida(String arguments, String... more) {
    String[] all = Stream.concat(Arrays.stream(("evaluate " + arguments).strip().split(" ", -1)), Arrays.stream(more))
        .toArray(String[]::new);
    return Result.of(all);
  }

  private Result small(String to, String... more) {
    List<String> all = new ArrayList<>(List.of("--out", folder.resolve(to).toString()));
    all.addAll(List.of(more));
    return lucida(SMALL, all.toArray(String[]::new));
  }

  @Test
  void judgesScenes() throws IOException {
    Result result = small("out");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("average-drop (lower is better)"), result.out());
    assertTrue(result.out().contains("control-truth        100 %  [100, 100]"), result.out());
    assertTrue(result.out().contains("judged 5 of 5 pictures"), result.out());
    List<String> rows = Files.readAllLines(folder.resolve("out/per-picture.csv"));
    assertEquals("picture,class,method,layer,metric,value,flags", rows.getFirst());
    assertEquals(1 + 5 * 5 * 3, rows.size(), "5 pictures, 2 methods and 3 controls, 3 metrics");
    assertTrue(rows.stream().skip(1).allMatch(row -> row.startsWith("several-")));
    FILES.forEach(file -> assertTrue(Files.exists(folder.resolve("out").resolve(file)), file));
  }

  /** Where pictures are compared with others, scenes are pictures without classes; a contrast is of the classes that they have. */
  @Test
  void otherScoresOfScenes() throws IOException {
    Bundled.picture("owl").write(folder.resolve("owl.png"));
    for (boolean similar : List.of(true, false)) {
      String[] score = similar
          ? new String[]{"--similar-to", folder.resolve("owl.png").toString()}
          : new String[]{"--contrast", "3"};
      Result result = lucida("--scenes single:2 --methods gradcam --metrics infidelity,pointing-game --no-controls",
          Stream.concat(Stream.of("--out", folder.resolve("out").toString()), Stream.of(score)).toArray(String[]::new));
      assertEquals(similar ? 3 : 0, result.code(), result.err());
      List<String> rows = Files.readAllLines(folder.resolve("out/per-picture.csv"));
      assertEquals(1 + 2 * 2, rows.size());
      for (String row : rows.subList(1, 5)) assertEquals(similar && row.contains(",pointing-game,"), row.contains(",,"), row);
    }
  }

  /** Every class has its channel, found on other pictures where there are some, and a picture of it. */
  @Test
  void thePageShowsTheBestChannels() throws IOException {
    Result result = lucida("--scenes single:17 --methods gradcam --metrics best-channel --no-controls", "--out",
        folder.resolve("out").toString());
    assertEquals(0, result.code(), result.err());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("Which channel shows the object? gradcam"), page);
    assertEquals(8, page.split("<figcaption>channel <b>", -1).length - 1);
    assertEquals(15, page.split("<td>–</td>", -1).length - 1, "of 17 pictures two are of one class");
  }

  /** The group has every method that runs the network a few times, and no other. */
  @Test
  void fastMethodsAreAGroup() throws IOException {
    Result result = lucida("--scenes single:1 --methods fast --metrics pointing-game --no-controls", "--out",
        folder.resolve("out").toString());
    assertEquals(0, result.code(), result.err());
    String table = Files.readString(folder.resolve("out/summary.md"));
    assertTrue(table.contains("| gradcam |") && table.contains("| guided-backprop |"), table);
    assertFalse(table.contains("| scorecam |"), table);
  }

  /** Cut anywhere, in the middle of a line or between two files: what is resumed ends in the same bytes. */
  @Test
  void aKilledRunEndsInTheSameBytes() throws IOException {
    assertEquals(0, small("whole").code());
    for (double part : new double[]{0.1, 0.35, 0.6, 0.97}) {
      Path killed = folder.resolve("killed" + part);
      Files.createDirectories(killed);
      for (String file : List.of("per-picture.csv", "curves.csv", "pictures.csv", "evaluation.json")) {
        byte[] whole = Files.readAllBytes(folder.resolve("whole").resolve(file));
        byte[] header = (new String(whole, StandardCharsets.UTF_8).lines().findFirst().orElseThrow() + "\n")
            .getBytes(StandardCharsets.UTF_8);
        boolean settings = file.equals("evaluation.json");
        // the list of pictures is written last: it never names one whose rows are not there
        double kept = file.equals("pictures.csv") ? Math.max(0, part - 0.25) : part;
        Files.write(killed.resolve(file),
            settings ? whole : Arrays.copyOf(whole, Math.max(header.length, (int) (kept * whole.length))));
      }
      Result refused = small("killed" + part);
      assertEquals(2, refused.code());
      assertTrue(refused.err().contains("holds an evaluation that did not end: add --resume"), refused.err());
      Result result = small("killed" + part, "--resume");
      assertEquals(0, result.code(), result.err());
      for (String file : FILES)
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole").resolve(file)), Files.readAllBytes(killed.resolve(file)),
            part + " " + file);
    }
  }

  @Test
  void resumesOnlyWhatItIs() throws IOException {
    assertTrue(small("none", "--resume").err().contains("holds no evaluation"));
    assertFalse(Files.exists(folder.resolve("none")), "a folder that was made for nothing");
    assertEquals(0, small("out").code());
    Result other = small("out", "--resume", "--seed", "4");
    assertEquals(2, other.code());
    assertTrue(other.err().contains("the evaluation was begun with"), other.err());
    assertTrue(Files.exists(folder.resolve("out/summary.json")), "what is there stays");
  }

  /** The bits of a judgement depend on its picture alone. */
  @Test
  void threadsChangeNoBits() throws IOException {
    assertEquals(0, small("many").code());
    assertEquals(0, small("one", "--threads", "1").code());
    for (String file : FILES)
      assertArrayEquals(Files.readAllBytes(folder.resolve("many").resolve(file)),
          Files.readAllBytes(folder.resolve("one").resolve(file)), file);
  }

  /** A broken picture, one without a label and one with a box are each what they are, and the run goes on. */
  @Test
  void aFolderOfPicturesWithBoxes() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Bundled.picture("owl").write(images.resolve("a.png"));
    Bundled.picture("snail").write(images.resolve("b.png"));
    Files.writeString(images.resolve("c.png"), "no picture");
    Files.writeString(folder.resolve("boxes.csv"), "file,class_index,width,height,x0,y0,x1,y1\na.png,owl,256,256,20,20,200,240\n");
    Result result = lucida("--methods gradcam --no-controls --metrics pointing-game,average-drop --classes top1", "--images",
        images.toString(),
        "--boxes", folder.resolve("boxes.csv").toString(), "--out", folder.resolve("out").toString());
    assertEquals(ExitCode.LEFT_OUT, result.code(), result.err());
    assertTrue(result.err().contains("c.png"), result.err());
    assertTrue(result.out().contains("judged 2 of 3 pictures"), result.out());
    assertTrue(
        result.err().contains("1 judgement of a method has no value (pointing-game: no object of the class is known); summary.csv"),
        result.err());
    List<String> rows = Files.readAllLines(folder.resolve("out/per-picture.csv"));
    assertEquals(5, rows.size());
    assertTrue(
        rows.stream().anyMatch(row -> row.startsWith("b.png,") && row.endsWith("\"left out: no object of the class is known\"")),
        rows::toString);
    Result labels = lucida("--methods gradcam --no-controls --metrics pointing-game", "--images", images.toString(), "--boxes",
        folder.resolve("boxes.csv").toString(), "--out", folder.resolve("labels").toString());
    assertTrue(labels.err().contains("b.png has no label; --classes top1 needs none; no box is stated"), labels.err());
  }

  /** What was judged by other boxes is not mixed with what is judged by these, though the file is called the same. */
  @Test
  void isNotResumedWithOtherBoxes() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images")), boxes = folder.resolve("boxes.csv");
    Bundled.picture("owl").write(images.resolve("a.png"));
    String header = "file,class_index,width,height,x0,y0,x1,y1\n";
    Files.writeString(boxes, header + "a.png,owl,256,256,20,20,200,240\n");
    String arguments = "--methods gradcam --no-controls --metrics pointing-game";
    String[] files = {"--images", images.toString(), "--boxes", boxes.toString(), "--out", folder.resolve("out").toString()};
    assertEquals(0, lucida(arguments, files).code());
    Files.writeString(boxes, header + "a.png,owl,256,256,20,20,30,30\n");
    Result result = lucida(arguments + " --resume", files);
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--resume: the evaluation was begun with SHA-256 of boxes"), result.err());
  }

  /** Nor with other pictures of the same names. */
  @Test
  void isNotResumedWithOtherPictures() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Bundled.picture("owl").write(images.resolve("a.png"));
    String[] files = {"--images", images.toString(), "--out", folder.resolve("out").toString()};
    String arguments = "--methods gradcam --no-controls --metrics increase";
    assertEquals(0, lucida(arguments, files).code());
    Bundled.picture("snail").write(images.resolve("a.png"));
    Result result = lucida(arguments + " --resume", files);
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--resume: the evaluation was begun with SHA-256 of images"), result.err());
  }

  /** Its plots would be the pictures of the next run; masks alone say where something is, not what. */
  @Test
  void whatIsWrittenIsNoPictureAndAMaskIsNoClass() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Bundled.picture("owl").write(images.resolve("a.png"));
    Result inside = lucida("--metrics increase", "--images", images.toString(), "--out", images.resolve("out").toString());
    assertEquals(2, inside.code());
    assertTrue(inside.err().contains("out lies in --images " + images), inside.err());
    Result masks = lucida("--metrics increase", "--images", images.toString(), "--masks", images.toString(), "--out",
        folder.resolve("out").toString());
    assertEquals(2, masks.code());
    assertTrue(masks.err().contains("not of which class it is: add --labels or --boxes"), masks.err());
    assertFalse(Files.exists(folder.resolve("out")) || Files.exists(images.resolve("out")));
  }

  @Test
  void whereNothingCouldBeJudgedNothingIsLeft() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.writeString(images.resolve("a.png"), "no picture");
    Result result = lucida("--methods gradcam --no-controls --metrics increase", "--images", images.toString(), "--out",
        folder.resolve("out").toString());
    assertEquals(2, result.code());
    assertTrue(result.err().contains("no picture could be judged"), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "a folder that the next run would refuse");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"--metrics averagedrop; did you mean 'average-drop'",
      "--scenes owls; there are no scenes 'owls'",
      "--scenes single:0; a whole number from 1 to 999999999, not '0'", "--images x --scenes pair; not both",
      "--boxes x.csv; --images DIR, which is missing",
      "--classes best; there are label, top1, both", "--methods grad; did you mean", "--images no-such-folder; no-such-folder",
      "--model squeezenet1_1 --random-weights 1; it was not trained on them", "--json --quiet; leave out one of them",
      "--layer nowhere; nowhere"})
  void wrongInputIsOneSentence(String arguments, String expected) {
    Result result = lucida(arguments, "--out", folder.resolve("out").toString());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(expected), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is left");
  }

  /** However wrong its header is, it is not read as names of classes. */
  @ParameterizedTest
  @CsvSource(delimiter = '§', value = {"image,label/a.png,owl § its header is 'image,label', wanted is 'file,class_index'",
      "file;class_index/a.png;owl § its header is 'file;class_index', wanted is 'file,class_index', separated by commas",
      "a.png 3 § its header is 'a.png 3', wanted is 'file,class_index', separated by commas",
      "file,class_index/a.png § there are 1 values for the 2 columns file,class_index",
      "file,class_index/a.png,bat § labels.csv:2: scenes-resnet has no class 'bat'",
      "file,class_index/a.png,16 § there is no class 16"})
  void wrongLabels(String lines, String sentence) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Bundled.picture("owl").write(images.resolve("a.png"));
    Path labels = Files.writeString(folder.resolve("labels.csv"), lines.replace("/", "\n"));
    Result result = lucida("--methods gradcam --no-controls --metrics increase", "--images", images.toString(), "--labels",
        labels.toString(), "--out", folder.resolve("out").toString());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is left");
  }

  /** Of thousands of pictures without a label a terminal shows some. */
  @Test
  void leftOutPicturesAreCountedNotListed() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 25; i++) Files.writeString(images.resolve(i + ".png"), "no picture");
    Bundled.picture("owl").write(images.resolve("z.png"));
    Result result = lucida("--methods gradcam --no-controls --metrics increase", "--images", images.toString(), "--out",
        folder.resolve("out").toString());
    assertEquals(ExitCode.LEFT_OUT, result.code(), result.err());
    assertTrue(result.err().contains("26 pictures, 1 method, 1 metric: at most about"), "by the first that can be read");
    assertEquals(10, result.err().lines().filter(line -> line.contains("is not a PNG")).count());
    assertTrue(result.err().contains("lucida: 15 more pictures were left out; pictures.csv says why"), result.err());
    assertEquals(27, Files.readAllLines(folder.resolve("out/pictures.csv")).size());
  }

  /** A row that somebody deleted is missed, wherever it was, and one that is there twice is too many. */
  @Test
  void aRowThatWasDeletedIsMissed() throws IOException {
    assertEquals(0, small("out").code());
    Path file = folder.resolve("out/per-picture.csv");
    List<String> rows = Files.readAllLines(file);
    List<String> fewer = new ArrayList<>(rows), more = new ArrayList<>(rows);
    String gone = fewer.remove(20);
    assertTrue(gone.contains(",hirescam,layer3,deletion,"), gone);
    Files.write(file, fewer);
    Result lacking = small("out", "--resume");
    assertEquals(2, lacking.code());
    assertTrue(
        lacking.err().contains("lacks a row of several-1: class " + gone.split(",", -1)[1] + ", hirescam at layer3, deletion"),
        lacking.err());
    more.add(20, more.get(20));
    Files.write(file, more);
    assertTrue(small("out", "--resume").err().contains("has 1 rows of several-1 twice"));
  }

  /** Its room is on no class path but the launcher's. */
  @Test
  void withoutItsRoomParquetIsRefusedAtOnce() {
    Result result = small("out", "--parquet");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--parquet: its room is not built: run 'mvn"), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing was judged");
  }

  /** Tables that were converted, and cannot be resumed, are not lost by asking for it. */
  @Test
  void convertedTablesThatEndedStay() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    List<Path> tables = Arrays.stream(ResultTable.values()).map(table -> folder.resolve("out/" + table.title() + ".parquet"))
        .toList();
    for (Path table : tables) Files.writeString(table, "PAR1");
    Result result = small("out", "--resume");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("has ended, and its tables are Parquet files"), result.err());
    for (Path table : tables) assertTrue(Files.exists(table), table.toString());
    assertEquals(0, small("out").code());
    for (Path table : tables) assertFalse(Files.exists(table), "of an earlier run: " + table);
  }

  /** One that changes some maps is named with those that it does not change; one that changes none is refused before anything is judged. */
  @Test
  void anOptionThatChangesNothingIsNamed() {
    String[] out = {"--out", folder.resolve("out").toString()};
    Result refused = lucida("--scenes single:1 --methods gradcam,layercam --metrics pointing-game --samples 3", out);
    assertEquals(2, refused.code(), refused.out());
    assertTrue(refused.err().contains("--samples has no effect on gradcam, layercam: leave it out"), refused.err());
    assertFalse(Files.exists(folder.resolve("out")));
    Result result = lucida(
        "--scenes single:1 --methods gradcam,smoothgrad --no-controls --metrics pointing-game --samples 3 --seed 2",
        out);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("--samples has no effect on gradcam" + System.lineSeparator()), result.err());
    assertFalse(result.err().contains("--seed has"), result.err());
    assertTrue(result.out().contains("of one picture, no interval"), result.out());
  }

  /** By name, a metric that cannot have a value is refused; of the usual ones, and of all, it is left out, which is said. */
  @Test
  void aMetricThatCannotHaveAValueIsSaidBefore() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Bundled.picture("owl").write(images.resolve("a.png"));
    String[] files = {"--images", images.toString(), "--out", folder.resolve("out").toString()};
    for (String metric : List.of("mask-iou", "single-deletion", "energy-cue", "pointing-game")) {
      Result result = lucida("--methods gradcam --metrics average-drop," + metric, files);
      assertEquals(2, result.code(), result.out());
      assertTrue(result.err().contains("--metrics: " + metric + " has no value: "), result.err());
      assertFalse(Files.exists(folder.resolve("out")), "refused before anything is written");
    }
    Result usual = lucida("--methods gradcam --no-controls", files);
    assertEquals(0, usual.code(), usual.err());
    assertTrue(
        usual.err().contains("pointing-game, energy-pointing-game have no value: where the objects are is not known: --boxes"),
        usual.err());
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains("pointing-game, energy-pointing-game have no value"));
    assertEquals(1 + 4, Files.readAllLines(folder.resolve("out/per-picture.csv")).size());
  }

  /** A hundred runs for each of ten maps are what a metric of the group may spend; by name it makes them all. Grad-CAM takes two. */
  @Test
  void allMetricsKeepToABudget() {
    MetricOption all = asked("all"), named = asked("max-sensitivity");
    Metric metric = Metrics.named("max-sensitivity");
    assertEquals(List.of(true, false), List.of(all.budget().allows(metric, 100), all.budget().allows(metric, 101)));
    assertTrue(named.budget().allows(metric, 1_000_000));
    assertTrue(all.budget().allows(Metrics.named("smprt"), 2));
  }

  private static MetricOption asked(String metrics) {
    MetricOption option = new MetricOption();
    new CommandLine(option).parseArgs("--metrics", metrics);
    return option;
  }
}
