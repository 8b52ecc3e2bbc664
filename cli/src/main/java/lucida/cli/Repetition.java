package lucida.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import lucida.files.RegularFile;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run to be repeated, from the records that it wrote. They are not trusted: where files are written to is never read from them.
 *
 * @param file the records' file
 * @param invocation of the run
 * @param facts what the run said of itself, by name
 * @param sources the pictures that the records name
 */
record Repetition(Path file, Invocation invocation, SequencedMap<String, String> facts, SequencedSet<RecordedFile> sources) {
  private static final int LARGEST = 1 << 28;
  private static final JsonMapper JSON = JsonMapper
      .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).build();

  /**
   * Reads a file of records, all of one run.
   *
   * @throws IllegalArgumentException in one sentence that names the file, if it is none
   */
  static Repetition read(Path file) {
    try (MappingIterator<JsonNode> records = JSON.readerFor(JsonNode.class).readValues(RegularFile.bytes(file, LARGEST))) {
      if (!records.hasNext()) throw new IllegalArgumentException(file + " holds no record");
      SequencedSet<RecordedFile> sources = new LinkedHashSet<>();
      JsonNode run = run(file, records.next(), sources).node();
      while (records.hasNext())
        if (!run(file, records.next(), sources).node().equals(run))
          throw new IllegalArgumentException(file + " holds records of several runs: keep those of one");
      JsonFields fields = new JsonFields(file.toString(), run);
      return new Repetition(file, Invocation.of(fields), fields.texts(), sources);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static JsonFields run(Path file, JsonNode root, SequencedSet<RecordedFile> sources) {
    JsonFields record = new JsonFields(file.toString(), root);
    record.optional("sha256").ifPresent(sha256 -> sources.add(new RecordedFile(record.text("source"), sha256)));
    return record.object("run");
  }

  /**
   * Checks that all files are what they were.
   *
   * @throws IllegalArgumentException in one sentence that names the first that is not
   */
  void checkFiles() {
    Stream.concat(invocation.files().stream(), sources.stream()).forEach(known -> known.check(invocation.directory()));
  }

  /**
   * The command of the record.
   *
   * @throws IllegalArgumentException if its arguments are none of {@code explain}
   */
  ExplainCommand command(CommandLine beside) {
    CommandLine line = Main.line(new Main(), Commands.ALL, beside.getOut(), beside.getErr()).setExpandAtFiles(false);
    try {
      ParseResult parsed = line.parseArgs(invocation.arguments().toArray(String[]::new));
      EmptyValues.check(parsed);
      if (parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ExplainCommand explain
          && explain.isFirst() && !parsed.subcommand().isUsageHelpRequested() && !parsed.subcommand().isVersionHelpRequested())
        return explain;
      throw new IllegalArgumentException(file + ": its arguments are not those of a run of 'lucida explain'");
    } catch (ParameterException e) {
      throw new IllegalArgumentException(file + ": its arguments are not understood: " + e.getMessage(), e);
    }
  }

  /**
   * What is not as it was, and may change the maps.
   *
   * @throws IllegalArgumentException if other files are read than then
   */
  List<String> differences(RunFacts now) {
    if (now.invocation().pictures() != invocation.pictures())
      throw new IllegalArgumentException("the run of the record had " + invocation.pictures()
          + (invocation.pictures() == 1 ? " file" : " files") + " of pictures, and now there are " + now.invocation().pictures());
    if (!now.invocation().files().equals(invocation.files()))
      throw new IllegalArgumentException(file + ": the files of the network that it names are not those that its arguments name");
    return Stream
        .concat(difference("version", now.invocation().version(), invocation.version()),
            now.properties().entrySet().stream()
                .flatMap(fact -> difference(fact.getKey(), fact.getValue(), facts.getOrDefault(fact.getKey(), ""))))
        .toList();
  }

  private static Stream<String> difference(String name, String now, String then) {
    return now.equals(then)
        ? Stream.empty()
        : Stream.of("not as in the record, so that maps may differ: " + name + " was '" + then + "' and is '" + now + "'");
  }
}
