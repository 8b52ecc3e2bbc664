package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command always refuses is not in its help and not completed, and who gives it all the same is told why. */
class UnlistedOptionsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "finetune|--scenes single|--scenes are drawn, and 'lucida train' learns from them; here pictures are wanted: --images DIR",
      "adversarial|--fuse mean|--fuse mean makes one map of several layers, and there is only layer3",
      "adversarial|--fuse mean --layer layer2,layer3|--layer: maps of one layer are compared, not of layer2, layer3",
      "adversarial|--contrast 3|--contrast: attacks change probabilities, and a class less others has none; leave it out",
      "adversarial|--contrast-part 0.5|--contrast-part is of --contrast",
      "adversarial|--box 1|--box 1 is for networks that detect",
      "adversarial|--detects rows|--detects rows: boxes are",
      "adversarial|--similar-at layer3|--similar-at layer3 says where pictures are compared, and none is named",
      "sanity|--fuse max|--fuse max makes one map of several layers",
      "failures|--fuse max|--fuse max makes one map of several layers",
      "failures|--samples 5|--samples has no effect on gradcam, guided-gradcam: leave it out",
      "failures|--sigma 0.5|--sigma has no effect on gradcam, guided-gradcam: leave it out",
      "failures|--steps 3|--steps has no effect on gradcam, guided-gradcam: leave it out",
      "failures|--baseline blur|--baseline has no effect on gradcam, guided-gradcam: leave it out",
      "bias|--scenes single:4 --fuse max|--fuse max makes one map of several layers",
      "play|--fuse max|--fuse max makes one map of several layers",
      "caption|--scene 1 --region whole|--region whole is for networks that score every position",
      "caption|--scene 1 --box 1|--box 1 is for networks that detect",
      "caption|--scene 1 --contrast 1|--contrast is of classes of which a picture has one, and these scores are of words",
      "caption|--scene 1 --contrast-part 1|--contrast-part is of --contrast",
      "derivatives|--fuse mean|--fuse changes maps and not derivatives: leave it out",
      "derivatives|--samples 3|--samples changes maps and not derivatives: leave it out",
      "derivatives|--sigma 1|--sigma changes maps and not derivatives: leave it out",
      "derivatives|--steps 3|--steps changes maps and not derivatives: leave it out",
      "derivatives|--baseline zero|--baseline changes maps and not derivatives: leave it out"})
  void neitherListedNorWithoutAReason(String command, String given, String begin) {
    Result refused = Result.of((command + " " + given).split(" ", -1));
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().startsWith("lucida: " + begin), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
    String option = given.replaceFirst("--(layer|scenes?) [^-]\\S* ", "").split(" ", -1)[0];
    assertFalse(Pattern.compile("^ +" + option + "\\b", Pattern.MULTILINE).matcher(Result.of("help", command).out()).find(),
        option);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--box 1|--box 1 is for networks that detect",
      "--region whole|--region whole is for networks that"})
  void neitherOfQuestions(String given, String begin) {
    String[] option = given.split(" ", -1);
    Result refused = Result.of("ask", "--scene", "1", "how many owls?", option[0], option[1]);
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().startsWith("lucida: " + begin), refused.err());
    assertFalse(Result.of("ask", "--help").out().contains(option[0] + "="));
  }
}
