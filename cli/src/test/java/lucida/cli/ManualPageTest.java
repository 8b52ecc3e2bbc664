package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

class ManualPageTest {
  private static final Set<String> MACROS = Set.of(".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi");

  private static String printed() {
    StringWriter out = new StringWriter();
    assertEquals(0, Main.run(new PrintWriter(out), new PrintWriter(out), "manual"));
    return out.toString();
  }

  @Test
  void hasEveryCommandAndOption() {
    List<String> lines = printed().lines().toList();
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    CommandSpec root = Main.line(new Main(), Commands.ALL, nowhere, nowhere).getCommandSpec();
    assertTrue(root.subcommands().containsKey("explain"), "commands are seen");
    for (CommandLine command : root.subcommands().values()) {
      assertTrue(lines.contains(".SS " + ManualPage.text(command.getCommandSpec().qualifiedName())), command.getCommandName());
      for (OptionSpec option : command.getCommandSpec().options())
        assertTrue(
            option.hidden()
                || lines.stream().anyMatch(line -> line.startsWith(".B " + ManualPage.text(String.join(", ", option.names())))),
            command.getCommandName() + " " + option.longestName());
    }
  }

  /** A line that begins with a point is a macro: one that man does not know would vanish. */
  @Test
  void everyLineWithAPointIsAMacroOfMan() {
    for (String line : printed().lines().filter(l -> l.startsWith(".") || l.startsWith("'")).toList())
      assertTrue(MACROS.contains(line.substring(0, (line + " ").indexOf(' '))), line);
    assertEquals("\\&.npy is C:\\ea \\-\\-b", ManualPage.text(".npy is C:\\a --b"));
  }
}
