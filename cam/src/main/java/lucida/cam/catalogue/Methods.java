package lucida.cam.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import lucida.cam.Method;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
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
import lucida.cam.pixels.DeconvolutionGradCam;
import lucida.cam.pixels.FullGrad;
import lucida.cam.pixels.Gradient;
import lucida.cam.pixels.GuidedBackprop;
import lucida.cam.pixels.GuidedGradCam;
import lucida.cam.pixels.InputXGradient;
import lucida.cam.pixels.IntegratedGradients;
import lucida.cam.pixels.SmoothGrad;
import lucida.cam.pixels.SquareGrad;
import lucida.cam.pixels.VarGrad;
import lucida.cam.tokens.AttentionRollout;
import lucida.cam.tokens.GradientRollout;
import lucida.layers.Names;

/** All methods by name. */
public final class Methods {
  /** A new method is a line here. */
  static final List<Function<Settings, Method>> MAKERS = List.of(
      _ -> new Cam(),
      GradCam::new,
      Counterfactual::new,
      GradCamPlusPlus::new,
      _ -> new GradCamPlusPlusShortcut(Form.CLOSED),
      _ -> new GradCamPlusPlusShortcut(Form.AUTHORS),
      _ -> new GradCamPlusPlusShortcut(Form.INNER_SUM),
      _ -> new GradCamPlusPlusShortcut(Form.MEAN),
      s -> new SmoothGradCamPlusPlus(SmoothGradCamPlusPlus.Form.CONSISTENT, s),
      s -> new SmoothGradCamPlusPlus(SmoothGradCamPlusPlus.Form.PRINTED, s),
      XGradCam::new,
      LayerCam::new,
      HiResCam::new,
      s -> new ScoreCam(Score.LOGIT, s),
      s -> new ScoreCam(Score.PROBABILITY, s),
      SsCam::new,
      IsCam::new,
      AblationCam::new,
      GroupCam::new,
      _ -> new EigenCam(),
      EigenGradCam::new,
      ShapleyCam::new,
      Gradient::new,
      InputXGradient::new,
      GuidedBackprop::new,
      DeconvNet::new,
      SmoothGrad::new,
      VarGrad::new,
      SquareGrad::new,
      s -> new GuidedGradCam(new GradCam(s), new GuidedBackprop(s)),
      s -> new GuidedGradCam(new GradCamPlusPlus(s), new GuidedBackprop(s)),
      DeconvolutionGradCam::new,
      IntegratedGradients::new,
      Occlusion::new,
      Rise::new,
      _ -> new FullGrad(),
      _ -> new AttentionRollout(),
      GradientRollout::new);
  private static final SequencedMap<String, Function<Settings, Method>> ALL = new LinkedHashMap<>();

  static {
    MAKERS.forEach(maker -> ALL.put(maker.apply(Settings.USUAL).name(), maker));
  }

  private Methods() {}

  /** The names of all methods. */
  public static List<String> names() { return List.copyOf(ALL.keySet()); }

  /**
   * A method by its name, with a user's settings.
   *
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public static Method named(String name, Settings settings) {
    Function<Settings, Method> made = ALL.get(name);
    if (made == null)
      throw new IllegalArgumentException("There is no method '" + name + "'; " + Names.suggestion(name, names()));
    return made.apply(settings);
  }

  /** What a method states, by its name; of a method that is not in the list its name only. */
  public static Statement statement(String name) {
    return ALL.containsKey(name) ? named(name, Settings.USUAL).statement() : new Statement(name, "", "");
  }
}
