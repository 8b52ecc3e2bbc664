package lucida.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lucida.cam.SaliencyMap;
import lucida.cam.Unit;
import lucida.cam.catalogue.Methods;
import lucida.files.Npy;
import lucida.core.PlainText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFilesTest {
  @TempDir
  private Path folder;

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted()
          .toList();
    }
  }

  @Test
  void namesAreAContract() {
    MapFiles files = new MapFiles(folder, "a/cat");
    ExplainedMap map = Sample.rectified("gradcam++");
    assertEquals(folder.resolve("a/cat.3.layer-3.gradcam++.npy"), files.map(map));
    assertEquals(folder.resolve("a/cat.3.layer-3.gradcam++.signed.npy"), files.signed(map));
    assertEquals(folder.resolve("a/cat.3.layer-3.gradcam++.png"), files.overlay(map));
    assertEquals(folder.resolve("a/cat.logits.npy"), files.logits());
    assertEquals(folder.resolve("a/cat...-..-etc-x.activations.npy"), files.activations("../../etc\nx"));
  }

  /** 255 bytes are what file systems take; names that differ only behind what fits stay different; what is not seen is not in a name. */
  @Test
  void namesAreNeverTooLong() throws IOException {
    Set<String> names = new HashSet<>();
    for (String stem : List.of("x".repeat(400) + "1", "x".repeat(400) + "2", "猫".repeat(200), "👩".repeat(63), "a\u001bb",
        "a\u202eb", "a-b"))
      for (String layer : List.of("layer".repeat(80) + "1", "layer".repeat(80) + "2", "層".repeat(50))) {
        ExplainedMap map = Sample.rectified(Methods.names().stream().max(Comparator.comparingInt(String::length)).orElseThrow());
        ExplainedMap atLayer = new ExplainedMap(map.map(), map.of(), layer, 0, map.view());
        Path file = new MapFiles(folder, stem).signed(atLayer);
        String name = file.getFileName().toString();
        assertTrue(name.getBytes(UTF_8).length <= 255, name);
        assertEquals(PlainText.of(name), name);
        assertTrue(names.add(name), name);
        new MapFiles(folder, stem).write(file, Sample.MAP);
      }
    assertEquals(21, written().size());
  }

  /** A map of the pixels is not named after a layer, whichever was asked for. */
  @Test
  void mapsOfPixelsAreNotNamedAfterALayer() {
    SaliencyMap map = Sample.map("occlusion", Sample.MAP, Sample.MAP);
    SaliencyMap.Origin origin = new SaliencyMap.Origin("occlusion", map.origin().parameters(), map.origin().target(), "input",
        new Unit("probability", false));
    ExplainedMap ofPixels = Sample.explained(new SaliencyMap(map.signed(), map.map(), false, origin, map.facts(), List.of()));
    assertEquals(folder.resolve("cat.3.input.occlusion.npy"), new MapFiles(folder, "cat").map(ofPixels));
    assertEquals("3 cat & <dog> · pixels · probability · red for, blue against, the same scale on both sides of 0",
        ofPixels.panel(Sample.shown()).note());
  }

  @Test
  void aMapWithAReluHasItsSignedMapBesideIt() throws IOException {
    ExplainedMap map = Sample.rectified("gradcam");
    MapFiles files = new MapFiles(folder, "x/cat");
    assertEquals(List.of("overlay", "map", "signed"), List.copyOf(files.save(map, Sample.shown(), true).keySet()));
    assertEquals(List.of("x/cat.3.layer-3.gradcam.npy", "x/cat.3.layer-3.gradcam.png", "x/cat.3.layer-3.gradcam.signed.npy"),
        written());
    assertTrue(Npy.read(files.map(map)).sameAs(Sample.MAP.relu()));
    assertTrue(Npy.read(files.signed(map)).sameAs(Sample.MAP));
  }

  @Test
  void withoutArraysOnlyTheOverlay() throws IOException {
    new MapFiles(folder, "cat").save(Sample.explained(Sample.map("cam", Sample.MAP, Sample.MAP)), Sample.shown(), false);
    assertEquals(List.of("cat.3.layer-3.cam.png"), written());
  }
}
