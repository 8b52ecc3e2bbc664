package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.catalogue.Metrics;
import lucida.judge.statistics.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables for a paper, of two methods by three metrics on three pictures, one of which has no value for one of them. */
class SummaryFilesTest {
  private static final Metric DROP = Metrics.named("average-drop");
  private static final Metric DELETION = Metrics.named("deletion");
  private static final Metric IOU = Metrics.named("mask-iou");

  @TempDir
  private Path folder;

  private String written(String file, int pictures) throws IOException {
    return written(file, pictures, "a_b & {c}");
  }

  private String written(String file, int pictures, String network) throws IOException {
    Columns columns = new Columns(List.of(DROP, DELETION, IOU));
    for (int i = 0; i < pictures; i++)
      for (String method : List.of("one_way", "other")) {
        columns.add(row(i, method, DROP, i == 2 && method.equals("other") ? Judgement.leftOut("p is 0") : Judgement.of(12)));
        columns.add(row(i, method, DELETION, Judgement.of(0.25)));
        columns.add(row(i, method, IOU, Judgement.leftOut("no mask of the class is known")));
      }
    Map<String, String> facts = new LinkedHashMap<>(Map.of("network", network));
    new SummaryFiles(SummaryTable.of(new LinkedHashMap<>(facts), columns.columns(), 0)).write(folder);
    return Files.readString(folder.resolve(file));
  }

  private static Row row(int picture, String method, Metric metric, Judgement judgement) {
    return new Row("picture " + picture, 0, method, "features", metric.name(), judgement);
  }

  /** Units and directions in the heads, n where it is another one, and below the table what has no value, with its reason. */
  @Test
  void markdownSaysWhatItsNumbersAre() throws IOException {
    assertEquals(
        """
            Judged: network a_b & {c}; n = 3 where no other is said. In brackets 95 % intervals, over pictures. ↑ higher is better, ↓ lower is better.

            | method | average-drop, % ↓ | deletion ↓ | mask-iou, % ↑ |
            | --- | --- | --- | --- |
            | one_way | 12.0 [12.0, 12.0] | 0.250 [0.250, 0.250] | – |
            | other | 12.0 [12.0, 12.0], n = 2 | 0.250 [0.250, 0.250] | – |

            Without a value:

            - 1 × average-drop: p is 0
            - 6 × mask-iou: no mask of the class is known
            """,
        written("summary.md", 3));
  }

  /** The same as a float with a caption; characters that are commands of TeX are escaped, those of the table are not. */
  @Test
  void texIsATableWithACaption() throws IOException {
    String tex = written("summary.tex", 3);
    assertTrue(tex.contains("\\begin{table}\n\\centering\n\\caption{Judged: network a\\_b \\& \\{c\\}; n = 3 where"), tex);
    assertTrue(tex.contains("95 \\% intervals") && tex.contains("$\\uparrow$ higher is better"), tex);
    assertTrue(
        tex.contains("Without a value: 1 $\\times$ average-drop: p is 0; 6 $\\times$ mask-iou: no mask of the class is known.}"),
        tex);
    assertTrue(tex.contains("method & average-drop, \\% $\\downarrow$ & deletion $\\downarrow$ & mask-iou, \\% $\\uparrow$ \\\\\n"),
        tex);
    assertTrue(tex.contains("one\\_way & 12.0 {\\scriptsize [12.0, 12.0]} & 0.250 {\\scriptsize [0.250, 0.250]} & – \\\\\n"), tex);
    assertTrue(tex.endsWith("\\bottomrule\n\\end{tabular}\n\\end{table}\n"), tex);
  }

  /** A name may hold whatever a file system takes; the old fonts of TeX print other signs for some characters. */
  @Test
  void aNameIsPlainTextInACaption() throws IOException {
    assertTrue(written("summary.tex", 1, "a<b|c>\n\nd").contains(
        "\\caption{Judged: network a\\textless{}b\\textbar{}c\\textgreater{}\\textbackslash{}u000a\\textbackslash{}u000ad; n = 1"),
        written("summary.tex", 1, "a<b|c>\n\nd"));
    assertTrue(written("summary.md", 1, "a\nb").startsWith("Judged: network a\\u000ab; n"));
  }

  /** As many digits wherever it is rounded to: an interval of correlations is 1.00 at both ends, not 1.000 and 1.00. */
  @Test
  void numbersHaveThreeDigits() {
    assertEquals(List.of("0", "1.00", "1.00", "0.999", "10.0", "9.99", "100", "99.9", "-1.00", "1.0e-04"),
        DoubleStream.of(0, 1 + 1e-12, 1 - 1e-12, 0.9994, 9.996, 9.994, 99.96, 99.94, -0.99999, 1e-4).mapToObj(SummaryFiles::shown)
            .toList());
  }

  /** Nothing is said about other pictures by one, in any of the files. */
  @Test
  void onePictureHasNoInterval() throws IOException {
    assertTrue(written("summary.md", 1).contains("| one_way | 12.0 | 0.250 | – |"));
    assertTrue(written("summary.csv", 1).contains("one_way,features,average-drop,12.0,,,1,0,\n"), written("summary.csv", 1));
    String json = written("summary.json", 1);
    assertTrue(json.contains("\"value\"") && !json.contains("\"interval\""), json);
    assertFalse(written("summary.tex", 1).contains("NaN"));
  }
}
