package lucida.benchmarks.peers;

import lucida.core.Tensor;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/** OpenCV's module dnn on processors; Winograd's convolutions and fusing are on by default. */
public final class OpenCv implements PeerEngine {
  @Override
  public String name() { return "opencv"; }

  @Override
  public Ready open(PeerWork work, NetworkFiles files, int threads) {
    nu.pattern.OpenCV.loadLocally();
    Core.setNumThreads(threads);
    Net net = Dnn.readNetFromONNX(files.onnx().toString());
    Tensor pictures = work.pictures();
    float[] cells = new float[pictures.size()];
    for (int i = 0; i < cells.length; i++) cells[i] = (float) pictures.cell(i);
    Mat blob = new Mat(work.shape().extents(), CvType.CV_32F);
    blob.put(new int[4], cells);
    return new Loaded(net, blob);
  }

  private record Loaded(Net net, Mat pictures) implements Ready {
    @Override
    public float[] result() {
      net.setInput(pictures, "input");
      Mat scores = net.forward();
      float[] cells = new float[(int) scores.total()];
      scores.get(new int[scores.dims()], cells);
      scores.release();
      return cells;
    }

    @Override
    public void close() { pictures.release(); }
  }
}
