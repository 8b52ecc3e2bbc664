package lucida.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.kernel.Kernels;
import lucida.layers.training.AdamW;
import lucida.layers.training.Augmentation;
import lucida.layers.training.Examples;
import lucida.layers.training.Optimizer;
import lucida.layers.training.Schedule;
import lucida.layers.training.Sgd;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training;
import lucida.layers.training.TrainingStep;
import picocli.CommandLine.Option;

/** How a network learns from pictures, whichever they are: options that a training going on must not change. */
final class LearningOptions {
  private static final int MOST_EPOCHS = 100_000;
  private static final int MOST_SHIFT = 1024;
  private static final Pattern FALLS = Pattern.compile("stairs=(\\d{1,6}(?:,\\d{1,6})*)");

  @Option(names = "--epochs", paramLabel = "N", description = "The number of passes over all pictures, 1 to 100000. Default: 3; 4 for captions, 2 for vqa, of four questions a scene; 5 for finetune.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "The number of pictures per step. Default: 32; 8 for finetune.")
  private Optional<Integer> batch = Optional.empty();

  @Option(names = "--optimizer", paramLabel = "NAME", description = "The optimizer: sgd or adamw. Default: sgd; adamw for captions, vqa and finetune.")
  private Optional<String> optimizer = Optional.empty();

  @Option(names = "--rate", paramLabel = "R", description = "The highest learning rate. Default: 0.05 for sgd, 0.002 for adamw; 0.001 and 0.0003 for finetune.")
  private Optional<Double> rate = Optional.empty();

  @Option(names = "--momentum", paramLabel = "M", description = "Nesterov momentum of sgd. Default: 0.9.")
  private Optional<Double> momentum = Optional.empty();

  @Option(names = "--weight-decay", paramLabel = "D", description = "The weight decay. Default: 0.0005 for sgd, 0.05 for adamw.")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(names = "--schedule", paramLabel = "NAME", defaultValue = "cosine", description = "How the rate falls: cosine, stairs (a tenth after each third), or stairs=E,E,… (a tenth after each of these epochs). Default: ${DEFAULT-VALUE}.")
  private String schedule;

  @Option(names = "--warm-up", paramLabel = "E", defaultValue = "0.2", description = "The number of epochs in which the rate rises from 0. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(names = "--smoothing", paramLabel = "S", description = "Label smoothing. Default: 0.1; 0 for captions, vqa and finetune.")
  private Optional<Double> smoothing = Optional.empty();

  @Option(names = "--shift", paramLabel = "N", description = "Augmentation: shift each picture by up to N pixels, 0 to 1024. Default: 4; 0 for captions, vqa and finetune.")
  private Optional<Integer> shift = Optional.empty();

  @Option(names = "--mirror", description = "Augmentation: mirror half of the pictures; left and right are words, so that it is not for captions and vqa.")
  private boolean mirror;

  @Option(names = "--patience", paramLabel = "N", defaultValue = "0", description = "Stop after N epochs without improvement. Default: never.")
  private int patience;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed of weights, order, augmentation and dropout. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--precision", paramLabel = "P", defaultValue = "float32", description = "Compute in float32 or float64. Default: ${DEFAULT-VALUE}.")
  private String precision;

  /**
   * What is usual where nothing is said.
   *
   * @param optimizer its name
   * @param sgd the highest rate of sgd
   * @param adamw that of adamw
   */
  record Usual(int epochs, int batch, String optimizer, double sgd, double adamw, double smoothing, int shift) {}

  /** What is asked for, else what is usual. */
  Learning beside(Usual usual) {
    return new Learning(this, usual);
  }

  /** How a network learns. */
  record Learning(LearningOptions asked, Usual usual) {
    /** Checks every count, and that no option is given that has no effect beside the others. */
    void check() {
      Count.check("--epochs", epochs(), MOST_EPOCHS);
      Count.check("--shift", shift(), 0, MOST_SHIFT);
      Count.check("--patience", patience(), 0, MOST_EPOCHS);
      if (!optimizerName().equals("sgd") && asked.momentum.isPresent())
        throw new IllegalArgumentException("--momentum is for --optimizer sgd; " + optimizerName() + " has its own");
    }

    int epochs() { return asked.epochs.orElse(usual.epochs); }

    /**
     * Pictures of a step; where nothing is said no more than there are.
     *
     * @param what there are so many of: "scenes"
     */
    int batch(int most, String what) {
      int batch = asked.batch.orElse(Math.min(usual.batch, most));
      if (batch < 1 || batch > most)
        throw new IllegalArgumentException("--batch " + batch + ": it is 1 to the number of " + what + ", " + most);
      return batch;
    }

    int patience() { return asked.patience; }

    long seed() { return asked.seed; }

    double smoothing() { return asked.smoothing.orElse(usual.smoothing); }

    private int shift() { return asked.shift.orElse(usual.shift); }

    private String optimizerName() { return asked.optimizer.orElse(usual.optimizer); }

    Augmentation augmentation() {
      return new Augmentation(asked.mirror, shift());
    }

    Precision precision() {
      return switch (asked.precision) {
        case "float32" -> Precision.FLOAT32;
        case "float64" -> Precision.FLOAT64;
        default -> throw unknown("--precision", asked.precision, "float32 or float64");
      };
    }

    Optimizer optimizer() {
      double kept = asked.momentum.orElse(0.9);
      if (!(kept >= 0 && kept < 1)) throw new IllegalArgumentException("--momentum " + kept + ": it is at least 0 and less than 1");
      asked.weightDecay.filter(d -> !(d >= 0 && Double.isFinite(d))).ifPresent(d -> {
        throw new IllegalArgumentException("--weight-decay " + d + ": it is a number, 0 or more");
      });
      return switch (optimizerName()) {
        case "sgd" -> new Sgd(kept, true, asked.weightDecay.orElse(5e-4));
        case "adamw" -> AdamW.of(asked.weightDecay.orElse(0.05));
        default -> throw unknown("--optimizer", optimizerName(), "sgd or adamw");
      };
    }

    Schedule schedule(long stepsPerEpoch) {
      double peak = asked.rate.orElse(optimizerName().equals("sgd") ? usual.sgd : usual.adamw);
      if (!(peak > 0 && Double.isFinite(peak))) throw new IllegalArgumentException("--rate " + peak + ": it is a number above 0");
      if (!(asked.warmUp >= 0 && asked.warmUp <= epochs()))
        throw new IllegalArgumentException("--warm-up " + asked.warmUp + ": it is 0 to the number of epochs, " + epochs());
      long rising = Math.round(asked.warmUp * stepsPerEpoch);
      long steps = epochs() * stepsPerEpoch;
      return switch (asked.schedule) {
        case "cosine" -> new Schedule.Cosine(peak, rising, steps);
        case "stairs" -> new Schedule.Stairs(peak, rising, (steps + 2) / 3, 0.1);
        default -> new Schedule.Steps(peak, rising, falls().stream().map(epoch -> epoch * stepsPerEpoch).toList(), 0.1);
      };
    }

    /** The epochs after which the rate falls, of "stairs=E,E,…". */
    private List<Long> falls() {
      Matcher said = FALLS.matcher(asked.schedule);
      if (!said.matches()) throw unknown("--schedule", asked.schedule, "cosine, stairs or stairs=E,E,…");
      List<Long> falls = Stream.of(said.group(1).split(",")).map(Long::valueOf).toList();
      for (int i = 0; i < falls.size(); i++)
        if (falls.get(i) <= (i == 0 ? 0 : falls.get(i - 1)) || falls.get(i) >= epochs())
          throw new IllegalArgumentException("--schedule " + asked.schedule
              + ": the epochs after which the rate falls rise, from 1 to one less than all, " + (epochs() - 1));
      return falls;
    }

    /** From examples, its accuracy measured on others after each epoch. */
    Training training(TrainingStep step, Examples examples, int batch, Examples heldBack, Kernels computing) {
      Trainer trainer = new Trainer(step, examples, batch, schedule(examples.size() / batch), augmentation(), smoothing(), seed(),
          Execution.usual(precision(), computing).executor(precision(), computing));
      return new Training(trainer, heldBack, epochs(), patience());
    }

    private static IllegalArgumentException unknown(String option, String value, String known) {
      return new IllegalArgumentException(option + " " + value + ": wanted is " + known);
    }

    /** All of it by name, for a checkpoint. */
    SequencedMap<String, String> settings(int batch) {
      SequencedMap<String, String> settings = new LinkedHashMap<>();
      settings.put("--epochs", Integer.toString(epochs()));
      settings.put("--batch", Integer.toString(batch));
      settings.put("--optimizer", optimizer().toString());
      settings.put("--schedule", schedule(1000).toString());
      settings.put("--smoothing", Double.toString(smoothing()));
      settings.put("--shift", augmentation().toString());
      settings.put("--patience", Integer.toString(patience()));
      settings.put("--seed", Long.toString(seed()));
      settings.put("--precision", asked.precision);
      return settings;
    }
  }
}
