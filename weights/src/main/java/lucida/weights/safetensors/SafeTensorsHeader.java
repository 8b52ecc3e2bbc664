package lucida.weights.safetensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;
import lucida.weights.io.WeightSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** The header of a safetensors file: what it says of itself, and where each tensor lies. */
record SafeTensorsHeader(Map<String, String> metadata, List<Entry> entries) {
  static final String METADATA = "__metadata__";

  private static final int HIGHEST_RANK = 64;
  private static final int MOST_METADATA = 10_000;
  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).maxNameLength(1000).maxNumberLength(20).build())
      .build();

  /** A tensor from byte begin of the data to byte end, which is not part of it. */
  record Entry(String name, Dtype dtype, List<Integer> shape, long begin, long end) {
    /** The number of cells. Refuses more than one array can hold. */
    long count() {
      long count = shape.contains(0) ? 0 : 1;
      for (int extent : shape) count = Math.min(count * extent, 1L << 32);
      if (count > Integer.MAX_VALUE - 8)
        throw new WeightsException("tensor '" + name + "' of shape " + shape + " has more cells than one tensor holds");
      return count;
    }
  }

  /** Reads a header, which may end in spaces. */
  static SafeTensorsHeader parse(byte[] json) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
      SafeTensorsHeader header = new SafeTensorsHeader(new LinkedHashMap<>(), new ArrayList<>());
      expect(in.nextToken(), JsonToken.START_OBJECT, "the header");
      while (in.nextToken() == JsonToken.PROPERTY_NAME) header.readEntry(in);
      expect(in.currentToken(), JsonToken.END_OBJECT, "the header");
      if (in.nextToken() != null) throw new WeightsException("the safetensors header goes on after its last brace");
      return header;
    } catch (JacksonException e) {
      throw WeightsException
          .because("the safetensors header is not JSON as it should be: " + firstLine(e.getOriginalMessage()) + ", at byte "
              + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset()), e);
    }
  }

  private static String firstLine(String message) { return message.lines().findFirst().orElse("no reason given"); }

  private void readEntry(JsonParser in) {
    String name = in.currentName();
    expect(in.nextToken(), JsonToken.START_OBJECT, "'" + name + "'");
    if (name.equals(METADATA)) {
      readMetadata(in);
      return;
    }
    WeightSource.checkCount(entries.size() + 1L);
    Optional<Dtype> dtype = Optional.empty();
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    int fields = 0;
    for (; in.nextToken() == JsonToken.PROPERTY_NAME; fields++) {
      switch (in.currentName()) {
        case "dtype" -> dtype = Optional.of(dtype(in, name));
        case "shape" -> shape = integers(in, name, HIGHEST_RANK);
        case "data_offsets" -> offsets = integers(in, name, 2);
        default -> throw new WeightsException(
            "tensor '" + name + "' has a field '" + in.currentName() + "'; there are dtype, shape and data_offsets");
      }
    }
    if (fields != 3 || offsets.size() != 2)
      throw new WeightsException("tensor '" + name + "' must have dtype, shape and two data_offsets");
    entries.add(new Entry(name, dtype.orElseThrow(), shape.stream().map(extent -> extent(extent, name)).toList(), offsets.get(0),
        offsets.get(1)));
  }

  private void readMetadata(JsonParser in) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = in.currentName();
      expect(in.nextToken(), JsonToken.VALUE_STRING, "the metadata '" + key + "'");
      metadata.put(key, in.getString());
      if (metadata.size() > MOST_METADATA) throw new WeightsException("it has more than " + MOST_METADATA + " entries of metadata");
    }
  }

  private static Dtype dtype(JsonParser in, String name) {
    expect(in.nextToken(), JsonToken.VALUE_STRING, "the dtype of '" + name + "'");
    String dtype = in.getString();
    return Stream.of(Dtype.values()).filter(known -> known.name().equals(dtype)).findFirst()
        .orElseThrow(
            () -> new WeightsException("tensor '" + name + "' has the dtype '" + dtype + "'; read are " + List.of(Dtype.values())));
  }

  private static List<Long> integers(JsonParser in, String name, int most) {
    expect(in.nextToken(), JsonToken.START_ARRAY, "a list of integers of '" + name + "'");
    List<Long> integers = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(in.currentToken(), JsonToken.VALUE_NUMBER_INT, "a list of integers of '" + name + "'");
      if (integers.size() == most)
        throw new WeightsException("tensor '" + name + "' has a list of more than " + most + " integers");
      if (in.getLongValue() < 0) throw new WeightsException("tensor '" + name + "' has the negative number " + in.getLongValue());
      integers.add(in.getLongValue());
    }
    return List.copyOf(integers);
  }

  private static int extent(long extent, String name) {
    if (extent > Integer.MAX_VALUE) throw new WeightsException("tensor '" + name + "' has the extent " + extent);
    return (int) extent;
  }

  private static void expect(JsonToken found, JsonToken wanted, String where) {
    if (found != wanted) throw new WeightsException("the safetensors header has " + found + " where " + where + " wants " + wanted);
  }
}
