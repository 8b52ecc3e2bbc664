package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.results.SeedTable;

/**
 * The tables of an experiment over seeds, beside its page.
 *
 * @param folder they are written to
 * @param name of the experiment and of its files
 */
record SeedFiles(Path folder, String name) {
  /** Writes a table in three forms, prints it, and says what there is. */
  void write(SeedTable table, PrintWriter out) throws IOException {
    WholeFile.write(folder.resolve(name + ".csv"), table.csv());
    WholeFile.write(folder.resolve(name + ".md"), table.markdown());
    WholeFile.write(folder.resolve(name + ".json"), table.json());
    out.println(table.markdown());
    out.println("wrote %s.csv, .md, .json, .svg, .png, pictures.png, report.html to %s".formatted(name,
        PlainText.of(folder.toString())));
  }
}
