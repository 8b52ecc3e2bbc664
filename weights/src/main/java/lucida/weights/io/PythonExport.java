package lucida.weights.io;

/** Lines of Python that export a network to ONNX, for whom the file that was refused is not the network. */
public enum PythonExport {
  /** Of tensors that PyTorch saved. */
  TENSORS("""
      import torch; model = MyNetwork()  # the class that the tensors are of
      model.load_state_dict(torch.load("weights.pth", map_location="cpu", weights_only=True))
      torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")  # the extents of its pictures"""),
  /** Of tensors in safetensors. */
  SAFETENSORS("""
      import torch, safetensors.torch; model = MyNetwork()  # the class that the tensors are of
      model.load_state_dict(safetensors.torch.load_file("weights.safetensors"))
      torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")  # the extents of its pictures"""),
  /** Of a pickle of a whole model. */
  WHOLE_MODEL("""
      import torch
      model = torch.load("model.pth", map_location="cpu", weights_only=False)  # runs what is in the file
      torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")  # the extents of its pictures"""),
  /** Of a TorchScript program. */
  TORCHSCRIPT(
      """
          import torch
          model = torch.jit.load("model.pt", map_location="cpu")  # runs what is in the file
          torch.onnx.export(model.eval(), (torch.zeros(1, 3, 224, 224),), "network.onnx", dynamo=False)  # the extents of its pictures""");

  private final String lines;

  PythonExport(String lines) { this.lines = lines; }

  /** Without a line break at the end. */
  public String lines() { return lines; }
}
