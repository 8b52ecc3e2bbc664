package lucida.autodiff.op;

import static lucida.core.Shape.SCALAR;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Pooling;
import lucida.core.Shape;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;

/**
 * Every operation over awkward shapes: one number, extent 1, odd extents, rank 5, strides that do not divide, padding larger than the
 * window, dilation, groups, asymmetric padding, an empty batch.
 */
public final class Cases {
  private static final List<Shape> SHAPES = List.of(SCALAR, s(1), s(7), s(3, 5), s(0), s(0, 3, 2, 2), s(1, 1, 1, 1, 1),
      s(2, 3, 1, 2, 3));

  private Cases() {}

  /** All cases of all operations. */
  public static Stream<Case> all() {
    return Stream.of(linear(), moving(), resampling(), products(), convolutions(), pointwise(), gates(), stopped(), routes())
        .flatMap(cases -> cases);
  }

  private static Shape s(int... extents) { return Shape.of(extents); }

  private static Stream<Case> linear() {
    return Stream.concat(
        SHAPES.stream().flatMap(shape -> Stream.of(Case.of(new Addition(), shape, shape), Case.of(new Scale(-2.5), shape))),
        Stream.of(sums(s(5), 0), sums(s(1, 1), 0), sums(s(2, 3, 4), 0, 2), sums(s(2, 3, 4), 1), sums(s(2, 3, 2, 3, 2), 1, 3),
            sums(s(3, 5), 0, 1), sums(s(0, 3), 1), sums(s(0, 3), 0), sums(s(3, 0), 1)).flatMap(cases -> cases));
  }

  private static Stream<Case> sums(Shape full, Integer... axes) {
    Sum sum = new Sum(full, List.of(axes));
    return Stream.of(Case.of(sum, full), Case.transposed(sum, sum.kept()));
  }

  private static Stream<Case> moving() {
    return Stream.of(
        Stream.of(Case.of(new Reshape(s(2, 3), s(3, 1, 2)), s(2, 3)), Case.of(new Reshape(SCALAR, s(1, 1)), SCALAR),
            Case.of(new Reshape(s(0, 4), s(2, 0)), s(0, 4)), Case.of(new Reshape(s(4, 3, 2, 1, 2), s(48)), s(4, 3, 2, 1, 2))),
        Stream.of(Case.of(new Permute(List.of(1, 0)), s(3, 2)), Case.of(new Permute(List.of(1, 2, 0)), s(2, 3, 4)),
            Case.of(new Permute(List.of(4, 2, 0, 3, 1)), s(2, 3, 1, 2, 3)), Case.of(new Permute(List.of(1, 0)), s(0, 3))),
        boxes(StridedRegion.along(s(7), 0, 1, 7, 3)), boxes(StridedRegion.along(s(4, 5), 1, 2, 5, 1)),
        boxes(StridedRegion.along(s(4, 5), 0, 4, 4, 1)),
        boxes(new StridedRegion(s(5, 6), List.of(1, 0), List.of(2, 3), s(2, 2))),
        boxes(new StridedRegion(s(7), List.of(0), List.of(3), s(3))),
        boxes(StridedRegion.around(s(2, 3), List.of(5, 0), List.of(0, 4))),
        boxes(StridedRegion.around(s(0, 1), List.of(0, 2), List.of(0, 2))),
        boxes(new StridedRegion(s(3, 2, 3, 2, 3), List.of(1, 0, 2, 1, 0), List.of(1, 1, 1, 1, 2), s(2, 2, 1, 1, 2))),
        concat(0, s(1), s(3), s(0)), concat(1, s(2, 1, 3), s(2, 4, 3)), concat(1, s(0, 2, 3, 3), s(0, 1, 3, 3)),
        concat(4, s(1, 2, 1, 2, 1), s(1, 2, 1, 2, 3)),
        gather(s(5), 0, 4, 0, 0, 2), gather(s(2, 3, 4), 1, 2, 2, 1, 0), gather(s(2, 3), 1, 1), gather(s(2, 3), 0),
        gather(s(0, 3), 1, 2, 0), gather(s(2, 1, 2, 3, 2), 3, 0, 2)).flatMap(cases -> cases);
  }

  private static Stream<Case> boxes(StridedRegion box) {
    return Stream.of(Case.of(new Crop(box), box.full()), Case.transposed(new Crop(box), box.extents()));
  }

  private static Stream<Case> concat(int axis, Shape... parts) {
    return Stream.of(Case.of(new Concatenation(axis, List.of(parts)), parts));
  }

  private static Stream<Case> gather(Shape full, int axis, Integer... index) {
    Gather gather = new Gather(full, axis, List.of(index));
    return Stream.of(Case.of(gather, full), Case.transposed(gather, gather.gathered()));
  }

  private static Stream<Case> resampling() {
    Taps sparse = new Taps(4, new int[]{3, 0, 1}, new double[][]{{0.5}, {}, {2, 0, -1}});
    return Stream.of(resample(Pooling.bilinear(5, 3), Pooling.bilinear(1, 4)),
        resample(Pooling.adaptive(3, 7), Pooling.adaptive(7, 3), 2, 3),
        resample(Pooling.nearest(4, 9), Pooling.nearest(5, 2), 1), resample(sparse, Pooling.bilinear(2, 1), 2, 1, 3),
        resample(Pooling.bilinear(2, 2), sparse, 0, 3)).flatMap(cases -> cases);
  }

  private static Stream<Case> resample(Taps rows, Taps columns, int... outer) {
    Resample forward = new Resample(rows, columns);
    return Stream.of(Case.of(forward, s(outer).append(s(rows.extent(), columns.extent()))),
        Case.transposed(forward, s(outer).append(s(rows.results(), columns.results()))));
  }

  private static Stream<Case> products() {
    Point point = Point.seeded(3);
    Input x = point.normal("x", 1, 3, 3);
    return Stream.of(SHAPES.stream().map(Product::new).flatMap(Cases::faces),
        Stream
            .of(new MatrixProduct(1, 1, 1, 1), new MatrixProduct(1, 3, 5, 2), new MatrixProduct(2, 3, 1, 4),
                new MatrixProduct(3, 1, 7, 1),
                new MatrixProduct(0, 2, 3, 2), new MatrixProduct(1, 0, 3, 2), new MatrixProduct(1, 2, 0, 3))
            .map(MatMul::new).flatMap(Cases::faces),
        Arrays.stream(Slot.values()).flatMap(open -> Stream.of(Case.of(new Bilinear(new Product(x.shape()), open), point, x, x),
            Case.of(new Bilinear(new MatMul(new MatrixProduct(1, 3, 3, 3)), open), point, x, x))))
        .flatMap(cases -> cases);
  }

  private static Stream<Case> faces(Trilinear form) {
    return Arrays.stream(Slot.values())
        .map(open -> Case.of(new Bilinear(form, open), open.others().stream().map(form::shape).toArray(Shape[]::new)));
  }

  private static Stream<Case> convolutions() {
    return Stream.of(
        conv(1, 1, 1, 1, Sweep.of(1, 1), Sweep.of(1, 1)),
        conv(2, 1, 3, 5, Sweep.of(5, 3), Sweep.of(7, 3)),
        conv(1, 1, 2, 3, Sweep.of(8, 3, 3, 1), Sweep.of(6, 3, 2, 0)), // strides that do not divide
        conv(1, 1, 2, 1, Sweep.of(3, 2, 1, 3), Sweep.of(4, 1, 2, 2)), // padding larger than the window
        conv(1, 1, 1, 2, Sweep.of(2, 5, 1, 2), Sweep.of(1, 3, 1, 1)), // window larger than the picture
        conv(2, 2, 4, 6, new Sweep(6, 2, 1, 0, 0, 3), new Sweep(7, 3, 2, 1, 1, 2)), // groups, dilation
        conv(1, 3, 3, 3, Sweep.of(4, 3, 1, 1), Sweep.of(5, 3, 2, 1)), // depthwise
        conv(3, 1, 2, 2, new Sweep(5, 2, 2, 2, 0, 1), new Sweep(4, 3, 1, 1, 3, 1)), // asymmetric padding
        conv(1, 1, 3, 4, Sweep.of(4, 4), Sweep.of(3, 3)), // the whole picture
        conv(0, 1, 2, 3, Sweep.of(4, 3, 1, 1), Sweep.of(4, 3, 1, 1)), // an empty batch
        conv(0, 2, 2, 4, Sweep.of(3, 1, 2, 0), Sweep.of(3, 2, 2, 1)),
        Stream.of(filterIsInput())).flatMap(cases -> cases);
  }

  private static Stream<Case> conv(int batch, int groups, int inputs, int outputs, Sweep rows, Sweep columns) {
    return faces(new ConvolutionForm(new Convolution(batch, groups, inputs, outputs, rows, columns)));
  }

  private static Case filterIsInput() {
    Point point = Point.seeded(4);
    Input x = point.normal("x", 2, 2, 3, 3);
    return Case.of(
        new Bilinear(new ConvolutionForm(new Convolution(2, 1, 2, 2, Sweep.of(3, 3, 1, 1), Sweep.of(3, 3, 1, 1))), Slot.Z), point,
        x, x);
  }

  private static Stream<Case> pointwise() {
    return Arrays.stream(Pointwise.values()).flatMap(f -> SHAPES.stream().map(shape -> {
      Point point = Point.seeded(11);
      boolean positive = switch (f) {
        case LOG, SQRT, RECIPROCAL -> true;
        case SIN, COS, EXP, TANH, SECH, SIGMOID, SOFTPLUS, ERF, ERFC -> false;
      };
      return Case.of(f, point, positive ? point.uniform("x", 0.4, 3, shape.extents()) : point.normal("x", shape));
    }));
  }

  private static Stream<Case> gates() {
    return Stream.of(Gate.POSITIVE, Gate.NOT_POSITIVE, new Gate(0.1, 1), new Gate(-1, 1), new Gate(2, -3))
        .flatMap(gate -> SHAPES.stream().flatMap(shape -> chosen(gate, shape)));
  }

  /** x chooses for another v, there and back, and where the shapes allow it also for itself. */
  private static Stream<Case> chosen(Choice choice, Shape x) {
    Point point = Point.seeded(5);
    Input in = point.normal("x", x);
    return Stream.of(Case.of(new Selection(choice), x, x), Case.of(new Selection(choice, true), x, choice.shape(x)),
        Case.of(new Selection(choice), point, in, in));
  }

  /** The stopped factor is made of literals: finite differences would see it, where derivatives must not. */
  private static Stream<Case> stopped() {
    return Stream.of(s(3), s(3, 2), s(3, 0)).flatMap(shape -> IntStream.range(0, 2).mapToObj(way -> {
      Point point = Point.seeded(6);
      Expr factor = Expr.concat(0, Stream.of(-0.7, 1.3, 2.0).map(c -> (Expr) new Constant(c, shape.with(0, 1))).toList());
      return Case.of(new Selection(new StopGradient(), way == 1), point, factor, point.normal("v", shape));
    }));
  }

  private static Stream<Case> routes() {
    return Stream.of(
        pools(Windows.square(2), s(5, 5), s(2, 3, 4, 5), s(0, 1, 4, 4), s(1, 2, 1, 3, 2)),
        pools(Windows.of(3, 3, 2, 1), s(1, 2, 6, 7)),
        pools(Windows.of(2, 1, 1, 3), s(3, 2)), // padding larger than the window: some windows see padding alone
        pools(Windows.of(2, 3, 1, 0).dilated(3, 2), s(2, 5, 7)),
        pools(new Windows(new Window(2, 3, 1, 0, 1), new Window(2, 1, 0, 2, 1)), s(1, 1, 5, 3)),
        pools(Windows.of(1, 1, 1, 0), s(1, 1)),
        Stream.of(new ArgMax(SCALAR, List.of()), new ArgMax(s(7), List.of(0)), new ArgMax(s(3, 5), List.of(1)),
            new ArgMax(s(3, 5), List.of(0)), new ArgMax(s(3, 5), List.of(0, 1)), new ArgMax(s(1, 4), List.of(0)),
            new ArgMax(s(0, 3), List.of(1)), new ArgMax(s(2, 3, 1, 2, 3), List.of(1, 4)))
            .flatMap(argMax -> chosen(argMax, argMax.full())))
        .flatMap(cases -> cases);
  }

  private static Stream<Case> pools(Windows windows, Shape... pictures) {
    return Arrays.stream(pictures)
        .flatMap(x -> chosen(
            new WindowArgMax(windows.rows().over(x.extent(x.rank() - 2)), windows.columns().over(x.extent(x.rank() - 1))), x));
  }
}
