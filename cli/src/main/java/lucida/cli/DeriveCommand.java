package lucida.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.check.CheckReport;
import lucida.autodiff.check.GradientCheck;
import lucida.autodiff.run.Executor;
import lucida.cli.algebra.Typesetter;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida derive}: a formula and its derivative, as mathematics and as numbers. */
@Command(name = "derive", mixinStandardHelpOptions = true, description = {
    "Prints a formula and a derivative of it as mathematics, and with --at their values in float64, exact to rounding.",
    "A formula has + - * / ^, brackets, numbers, names, and the functions abs cos erf exp gelu log max min relu sech sigmoid silu sin softplus sqrt sum tanh.",
    "A name is a number; with several values, or without any inside sum( ), it is a vector.",
    "Outside of a function's domain, and beyond the largest number, there is no value: exit code 2. At a kink it says which side is taken."}, footer = {
        "", "Examples:",
        "  lucida derive \"tanh(x)\" --order 3", "  lucida derive \"exp(sum(w * relu(x)))\" --by x",
        "  lucida derive \"exp(tanh(sum(w * x)))\" --by x --order 3 --at w=1,-2 --at x=0.5,0.2",
        "  lucida derive \"log(sum(exp(x)))\" --at x=1,2,3 --check"})
final class DeriveCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FORMULA", description = "The formula to derive. Quote it: * and ( ) mean something to the shell.")
  private String text;

  @Option(names = "--by", paramLabel = "NAME", description = "The name to derive by; needed where there are several.")
  private Optional<String> by = Optional.empty();

  @Option(names = "--order", paramLabel = "N", defaultValue = "1", description = "The order of the derivative, 1 to 20. Default: 1. Beyond 1, a vector is moved along one coordinate at a time.")
  private int order;

  @Option(names = "--at", paramLabel = "NAME=VALUES", description = "The value of a name: x=0.5 or x=1,2,3.")
  private List<String> at = List.of();

  @Option(names = "--check", description = "Compare the derivatives with other routes, finite differences among them; needs --at.")
  private boolean check;

  @Option(names = "--latex", description = "Print the formulas for LaTeX.")
  private boolean latex;

  @Mixin
  private KernelOptions kernels;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (at.isEmpty()) kernels.checkUnused("add --at NAME=VALUES or leave it out");
    Map<String, Tensor> given = new LinkedHashMap<>();
    for (String value : at) give(given, value);
    FormulaReader.Read read = FormulaReader.read(text,
        given.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().shape())));
    Input x = variable(read.names());
    Derivative derivative = Derivative.of(read.formula(), x, order);
    SequencedMap<Input, Tensor> values = values(read.names(), given);
    Executor executor = Executor.of(Precision.FLOAT64, kernels.choice().kernels());
    Point point = new Point(executor, values);
    if (!values.isEmpty()) {
      point.check("y", read.formula());
      derivative.check(point);
    }
    Function<Expr, String> written = latex ? Typesetter::latex : Typesetter::text;
    String y = written.apply(read.formula()), derived = written.apply(derivative.formula());
    out.println("y = " + y);
    out.println((latex ? derivative.latexName() : derivative.name()) + " = " + derived);
    if (values.isEmpty()) {
      vectors(read.names().values()).ifPresent(out::println);
      return 0;
    }
    out.println();
    values.forEach((name, value) -> out.println(name.name() + " = " + Values.text(value)));
    out.println("y = " + Values.text(executor.value(read.formula(), values)));
    out.println(derivative.nameOfValues() + " = " + Values.text(derivative.value(executor, values)));
    point.kinks(read.formula(), x).forEach(out::println);
    return check ? check(out, executor, read.formula(), values) : 0;
  }

  private static void give(Map<String, Tensor> given, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) throw new IllegalArgumentException("--at: '" + text + "' is no NAME=VALUES, as in x=0.5 or x=1,2,3");
    String name = text.substring(0, equals).strip();
    if (given.putIfAbsent(name, Values.read(name, text.substring(equals + 1))) != null)
      throw new IllegalArgumentException("--at " + name + " is given twice");
  }

  private static int check(PrintWriter out, Executor executor, Expr y, SequencedMap<Input, Tensor> values) {
    GradientCheck usual = GradientCheck.seeded(SEED);
    CheckReport report = new GradientCheck(executor, SEED, usual.identity(), usual.difference()).run(y, values);
    out.println();
    out.println(report);
    return report.passed() ? 0 : 1;
  }

  private Input variable(SequencedMap<String, Input> names) {
    if (names.isEmpty()) throw new IllegalArgumentException("the formula has no name to derive it by");
    if (by.isEmpty() && names.size() > 1)
      throw new IllegalArgumentException("several names: choose one by --by " + String.join(" or --by ", names.keySet()));
    return known(by.orElse(names.firstEntry().getKey()), names);
  }

  private static Input known(String name, SequencedMap<String, Input> names) {
    Input x = names.get(name);
    if (x == null)
      throw new IllegalArgumentException("there is no " + name + " in the formula; there is " + String.join(", ", names.keySet()));
    return x;
  }

  /** A value for each name in the order in which they come, or none at all. */
  private SequencedMap<Input, Tensor> values(SequencedMap<String, Input> names, Map<String, Tensor> given) {
    given.keySet().forEach(name -> known(name, names));
    if (given.isEmpty() && check) throw new IllegalArgumentException("--check needs values: add --at NAME=VALUES for each name");
    SequencedMap<Input, Tensor> values = new LinkedHashMap<>();
    if (given.isEmpty()) return values;
    names.forEach((name, x) -> {
      if (!given.containsKey(name))
        throw new IllegalArgumentException("no value was given for " + name + ": add --at " + name + "=…");
      values.put(x, given.get(name));
    });
    return values;
  }

  private static Optional<String> vectors(Collection<Input> names) {
    List<Input> vectors = names.stream().filter(x -> !x.shape().equals(Shape.SCALAR)).toList();
    return vectors.stream().findFirst().map(x -> "(vectors, here of %d numbers: %s)".formatted(x.shape().size(),
        vectors.stream().map(Input::name).collect(Collectors.joining(", "))));
  }
}
