package lucida.cam.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import lucida.cam.Baseline;
import lucida.cam.Method;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.channels.AblationCam;
import lucida.cam.channels.Cam;
import lucida.cam.channels.Counterfactual;
import lucida.cam.channels.EigenCam;
import lucida.cam.channels.EigenGradCam;
import lucida.cam.channels.GradCam;
import lucida.cam.channels.HiResCam;
import lucida.cam.channels.LayerCam;
import lucida.cam.channels.XGradCam;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.cam.derivatives.GradCamPlusPlusShortcut.Form;
import lucida.cam.derivatives.GradCamPlusPlusShortcut;
import lucida.cam.derivatives.ShapleyCam;
import lucida.cam.derivatives.SmoothGradCamPlusPlus;
import lucida.cam.masks.GroupCam;
import lucida.cam.masks.IsCam;
import lucida.cam.masks.Occlusion;
import lucida.cam.masks.Rise;
import lucida.cam.masks.ScoreCam;
import lucida.cam.masks.SsCam;
import lucida.cam.pixels.DeconvNet;
import lucida.cam.pixels.FullGrad;
import lucida.cam.pixels.Gradient;
import lucida.cam.pixels.GuidedBackprop;
import lucida.cam.pixels.GuidedGradCam;
import lucida.cam.pixels.InputXGradient;
import lucida.cam.pixels.IntegratedGradients;
import lucida.cam.pixels.SmoothGrad;
import lucida.cam.pixels.SquareGrad;
import lucida.cam.pixels.VarGrad;
import lucida.layers.Names;

/** All methods by name. */
public final class Methods {
  private static final SequencedMap<String, Function<Settings, Method>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("cam", _ -> new Cam());
    ALL.put("gradcam", s -> new GradCam(s.score().orElse(Score.LOGIT)));
    ALL.put("counterfactual", s -> new Counterfactual(s.score().orElse(Score.LOGIT)));
    ALL.put("gradcam++", s -> new GradCamPlusPlus(s.score().orElse(Score.EXP)));
    for (Form form : Form.values()) ALL.put("gradcam++-" + form, _ -> new GradCamPlusPlusShortcut(form));
    for (SmoothGradCamPlusPlus.Form form : SmoothGradCamPlusPlus.Form.values())
      ALL.put(form.method(), s -> new SmoothGradCamPlusPlus(form, s.score().orElse(Score.EXP),
          s.noise(SmoothGradCamPlusPlus.SAMPLES, SmoothGradCamPlusPlus.SIGMA), s.channels(), s.positions()));
    ALL.put("xgradcam", s -> new XGradCam(s.score().orElse(Score.LOGIT)));
    ALL.put("layercam", s -> new LayerCam(s.score().orElse(Score.LOGIT)));
    ALL.put("hirescam", s -> new HiResCam(s.score().orElse(Score.LOGIT)));
    byChannels();
    ofPixels();
  }

  private Methods() {}

  /** Those that ask what each channel, or a group of them, is worth. */
  private static void byChannels() {
    ALL.put("scorecam", s -> new ScoreCam(Score.LOGIT, s.baseline().orElse(Baseline.ZERO)));
    ALL.put("scorecam-probability", s -> new ScoreCam(Score.PROBABILITY, s.baseline().orElse(Baseline.ZERO)));
    ALL.put("sscam", s -> new SsCam(s.score().orElse(Score.LOGIT), s.baseline().orElse(Baseline.ZERO),
        s.noise(SsCam.SAMPLES, SsCam.SIGMA), SsCam.Place.MASK));
    ALL.put("iscam", s -> new IsCam(s.score().orElse(Score.LOGIT), s.baseline().orElse(Baseline.ZERO),
        s.steps().orElse(IsCam.STEPS)));
    ALL.put("ablationcam", s -> new AblationCam(s.score().orElse(Score.LOGIT)));
    ALL.put("groupcam", s -> new GroupCam(s.score().orElse(Score.PROBABILITY), s.baseline().orElse(Baseline.BLUR)));
    ALL.put("eigencam", _ -> new EigenCam());
    ALL.put("eigengradcam", s -> new EigenGradCam(s.score().orElse(Score.LOGIT), EigenCam.Form.UNCENTRED));
    ALL.put("shapleycam", s -> new ShapleyCam(s.score().orElse(Score.LOGIT)));
  }

  /** Those of the pixels. */
  private static void ofPixels() {
    ALL.put("gradient", Methods::gradient);
    ALL.put("input-x-gradient", s -> new InputXGradient(s.score().orElse(Score.LOGIT)));
    ALL.put("guided-backprop", Methods::guided);
    ALL.put("deconvnet", s -> new DeconvNet(s.score().orElse(Score.LOGIT)));
    ALL.put("smoothgrad", s -> new SmoothGrad(gradient(s), s.noise(SmoothGrad.SAMPLES, SmoothGrad.SIGMA)));
    ALL.put("vargrad", s -> new VarGrad(gradient(s), s.noise(SmoothGrad.SAMPLES, SmoothGrad.SIGMA)));
    ALL.put("squaregrad", s -> new SquareGrad(gradient(s), s.noise(SmoothGrad.SAMPLES, SmoothGrad.SIGMA)));
    ALL.put("guided-gradcam", s -> new GuidedGradCam(new GradCam(s.score().orElse(Score.LOGIT)), guided(s)));
    ALL.put("guided-gradcam++", s -> new GuidedGradCam(new GradCamPlusPlus(s.score().orElse(Score.EXP)), guided(s)));
    ALL.put("integrated-gradients", s -> new IntegratedGradients(s.score().orElse(Score.LOGIT), s.baseline().orElse(Baseline.ZERO),
        s.steps().orElse(IntegratedGradients.STEPS)));
    ALL.put("occlusion", s -> new Occlusion(s.score().orElse(Score.PROBABILITY), s.baseline().orElse(Baseline.ZERO)));
    ALL.put("rise", s -> new Rise(s.score().orElse(Score.PROBABILITY), s.baseline().orElse(Baseline.ZERO),
        s.samples().orElse(Rise.SAMPLES), s.seed()));
    ALL.put("fullgrad", _ -> new FullGrad());
  }

  private static Gradient gradient(Settings s) { return new Gradient(s.score().orElse(Score.LOGIT)); }

  private static GuidedBackprop guided(Settings s) { return new GuidedBackprop(s.score().orElse(Score.LOGIT)); }

  /** The names of all methods. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * A method by its name, with a user's settings.
   *
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public static Method named(String name, Settings settings) {
    Function<Settings, Method> made = ALL.get(name);
    if (made == null)
      throw new IllegalArgumentException("There is no method '" + name + "'; " + Names.nearest(name, names()));
    return made.apply(settings);
  }
}
