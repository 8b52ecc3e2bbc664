package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.cam.catalogue.Methods;
import org.junit.jupiter.api.Test;

/** Which methods take which setting, listed from their papers. */
class MethodSettingTest {
  private static final List<String> SMOOTH_CAM = List.of("smooth-gradcam++", "smooth-gradcam++-printed");

  private static Set<String> taking(MethodSetting setting) {
    return Methods.names().stream().filter(setting::isTakenBy).collect(Collectors.toSet());
  }

  @Test
  void channelsAndPositionsAreOfSmoothGradCamPlusPlus() {
    assertEquals(Set.copyOf(SMOOTH_CAM), taking(MethodSetting.CHANNELS));
    assertEquals(Set.copyOf(SMOOTH_CAM), taking(MethodSetting.POSITIONS));
  }

  /** Noise has samples, a deviation and a seed; RISE draws masks without a deviation. */
  @Test
  void whatIsRandom() {
    Set<String> noisy = Set.of("smooth-gradcam++", "smooth-gradcam++-printed", "sscam", "smoothgrad", "vargrad", "squaregrad");
    assertEquals(noisy, taking(MethodSetting.SIGMA));
    for (MethodSetting setting : List.of(MethodSetting.SAMPLES, MethodSetting.SEED)) {
      Set<String> taking = taking(setting);
      assertEquals(true, taking.remove("rise"), setting.option());
      assertEquals(noisy, taking, setting.option());
    }
  }

  @Test
  void stepsAndBaselines() {
    assertEquals(Set.of("iscam", "integrated-gradients"), taking(MethodSetting.STEPS));
    assertEquals(
        Set.of("scorecam", "scorecam-probability", "sscam", "iscam", "groupcam", "integrated-gradients", "occlusion", "rise"),
        taking(MethodSetting.BASELINE));
  }
}
