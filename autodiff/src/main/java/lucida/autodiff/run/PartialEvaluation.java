package lucida.autodiff.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lucida.autodiff.Calls.Call;
import lucida.autodiff.Calls;
import lucida.autodiff.Expr;

/**
 * A program in two: what depends on fixed values alone is computed once, the rest in each run.
 *
 * @param still its results are the {@code given} of the moving part that nobody else gives
 * @param moving the results of the whole program
 */
record PartialEvaluation(Program still, Program moving) {
  /** By what is fixed among the program's inputs and cuts. */
  static PartialEvaluation of(Program program, Set<? extends Expr> fixed) {
    Set<Expr> moves = new HashSet<>(program.given());
    moves.removeAll(fixed);
    List<Call> once = new ArrayList<>();
    List<Call> eachTime = new ArrayList<>();
    for (Program.Step step : program.steps()) {
      boolean isMoving = step.inputs().stream().anyMatch(moves::contains);
      if (isMoving) moves.add(step.target());
      (isMoving ? eachTime : once).add(step.call());
    }
    Set<Expr> computed = new HashSet<>(once.stream().map(Call::target).toList());
    Stream<Expr> read = Stream.concat(eachTime.stream().flatMap(call -> call.inputs().stream()), program.results().stream());
    List<Expr> shared = read.filter(computed::contains).distinct().toList();
    List<Expr> given = Stream.concat(program.given().stream(), shared.stream()).toList();
    return new PartialEvaluation(Program.of(new Calls(once, program.given().stream().filter(fixed::contains).toList(), shared)),
        Program.of(new Calls(eachTime, given, program.results())));
  }
}
