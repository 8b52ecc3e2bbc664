package lucida.judge.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lucida.core.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** Reads CSV files with a header of known names, in any order. */
final class CsvTable {
  private static final CsvFactory CSV = CsvFactory.builder().enable(CsvReadFeature.TRIM_SPACES)
      .enable(CsvReadFeature.SKIP_EMPTY_LINES).build();

  private CsvTable() {}

  /** A line of a file: its place, for messages, and the text of each column that is not empty. */
  record CsvLine(String where, Map<String, String> cells) {
    String text(String column) throws DataException {
      String text = cells.get(column);
      if (text == null) throw new DataException(where + ": " + column + " is empty");
      return text;
    }

    double number(String column) throws DataException {
      return StatedBox.number(where, column, text(column));
    }

    int extent(String column) throws DataException {
      return StatedBox.Extents.extent(where, column, number(column));
    }
  }

  /** The lines below the header, of which there is at least one. */
  static List<CsvLine> read(Path file, List<String> columns) throws DataException {
    String name = String.valueOf(file.getFileName());
    List<CsvLine> lines = new ArrayList<>();
    String text = text(name, BoxFile.bytes(file));
    int open = openQuote(text);
    if (open > 0) throw new DataException(name + ":" + open + ": a quotation mark opens here and none closes it");
    try (JsonParser parser = CSV.createParser(ObjectReadContext.empty(), text)) {
      List<String> header = List.of();
      for (List<String> cells = next(parser); !cells.isEmpty(); cells = next(parser)) {
        int line = parser.currentTokenLocation().getLineNr();
        if (header.isEmpty()) header = checked(name, cells, columns);
        else lines.add(line(name + ":" + line, header, cells));
      }
      if (header.isEmpty()) throw new DataException(name + " is empty; wanted is the header '" + String.join(",", columns) + "'");
    } catch (JacksonException e) {
      throw new DataException(name + ":" + e.getLocation().getLineNr() + ": " + PlainText.of(e.getOriginalMessage()), e);
    }
    if (lines.isEmpty()) throw new DataException(name + " holds its header and nothing below it");
    return lines;
  }

  private static String text(String name, byte[] bytes) throws DataException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DataException(name + " is no text in UTF-8", e);
    }
  }

  /** The line of a quotation mark that is never closed; 0 if there is none. Two of them inside a quotation are a character. */
  private static int openQuote(String text) {
    int line = 1, opened = 0;
    boolean begins = true; // a quotation mark in the middle of a cell is a character
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') line++;
      if (opened == 0) {
        if (c == '"' && begins) opened = line;
        begins = c == ',' || c == '\n' || c == '\r' || begins && Character.isWhitespace(c);
      } else if (c == '"') {
        if (i + 1 < text.length() && text.charAt(i + 1) == '"') i++;
        else opened = 0;
      }
    }
    return opened;
  }

  /** The cells of the next line; none behind the last. */
  private static List<String> next(JsonParser parser) {
    List<String> cells = new ArrayList<>();
    if (parser.nextToken() != JsonToken.START_ARRAY) return cells;
    while (parser.nextToken() != JsonToken.END_ARRAY) cells.add(Objects.requireNonNullElse(parser.getString(), ""));
    return cells;
  }

  /** The header, if it has each column once, in any order. */
  private static List<String> checked(String name, List<String> header, List<String> columns) throws DataException {
    if (header.size() == columns.size() && Set.copyOf(columns).equals(new HashSet<>(header))) return header;
    String found = String.join(",", header), wanted = String.join(",", columns);
    boolean otherwise = header.size() == 1 && found.matches(".*[;\t| ].*");
    throw new DataException(name + ": its header is '" + PlainText.shortened(found, 80) + "', wanted is '" + wanted + "'"
        + (otherwise ? ", separated by commas" : ""));
  }

  private static CsvLine line(String where, List<String> header, List<String> cells) throws DataException {
    if (cells.size() != header.size())
      throw new DataException(where + ": there are " + cells.size() + " values for the " + header.size() + " columns "
          + String.join(",", header));
    Map<String, String> texts = new HashMap<>();
    for (int c = 0; c < cells.size(); c++) if (!cells.get(c).isBlank()) texts.put(header.get(c), cells.get(c).strip());
    return new CsvLine(where, texts);
  }
}
