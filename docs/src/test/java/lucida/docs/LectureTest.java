package lucida.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The script and the notebook of the lecture are the page, whose output {@link DocsTest} checks. */
class LectureTest {
  private static final Path DOCS = Page.ROOT.resolve("docs");
  private static final Page LECTURE = Page.read(DOCS.resolve("saliency.md"));
  private static final String SCRIPT = """
      // Saliency maps, equation by equation: the Java of docs/saliency.md, loaded as a whole; the answers to its exercises are on the page.
      //
      //   ./lucida shell docs/lecture.jsh

      """;
  private static final String START = """
      *How to start this notebook.* It is made from [saliency.md](saliency.md), with the output that a test has checked; reading needs nothing. To run it:

      1. Build the project once, in its folder, with a JDK 25: `./lucida --version`
      2. Install a Java kernel for Jupyter: [rapaio-jupyter-kernel](https://github.com/padreati/rapaio-jupyter-kernel) is one file,
         `java -jar rapaio-jupyter-kernel-3.0.4.jar -i -auto`
      3. `JDK_JAVA_OPTIONS="--add-modules jdk.incubator.vector" jupyter lab docs/lecture.ipynb`

      The next cell puts the library on the class path of the kernel.
      """;

  @Test
  void theScriptIsTheJavaOfThePage() throws IOException {
    Committed.assertIs(DOCS.resolve("lecture.jsh"),
        SCRIPT + LECTURE.blocks().stream().takeWhile(block -> !block.text().contains("## Answers"))
            .filter(block -> block.language().equals("java")).map(Block::text).collect(Collectors.joining("\n\n", "", "\n")));
  }

  @Test
  void theNotebookIsThePageWithItsOutput() throws IOException {
    Committed.assertIs(DOCS.resolve("lecture.ipynb"), Notebook.of(LECTURE, START, "%jar ../cli/target/quick/modules"));
  }
}
