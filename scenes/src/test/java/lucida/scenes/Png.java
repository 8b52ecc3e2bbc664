package lucida.scenes;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** Pictures as PNG, 8 bits RGB, every row as differences from pixel to pixel: just enough for the contact sheet. */
record Png(int width, int height, byte[] rgb) {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PIXEL = 3;

  byte[] bytes() throws IOException {
    int row = PIXEL * width;
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed, new Deflater(9))) {
      for (int i = 0; i < height; i++) {
        deflated.write(1);
        for (int k = 0; k < row; k++) deflated.write(rgb[i * row + k] - (k < PIXEL ? 0 : rgb[i * row + k - PIXEL]));
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.writeLong(SIGNATURE);
    chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
    byte[] named = ByteBuffer.allocate(4 + data.length).put(name.getBytes(StandardCharsets.US_ASCII)).put(data).array();
    CRC32 crc = new CRC32();
    crc.update(named);
    out.writeInt(data.length);
    out.write(named);
    out.writeInt((int) crc.getValue());
  }

  /** Reads what {@link #bytes} writes. */
  static Png of(byte[] file) throws DataFormatException {
    ByteBuffer in = ByteBuffer.wrap(file);
    int width = in.getInt(16);
    int height = in.getInt(20);
    Inflater inflater = new Inflater();
    inflater.setInput(file, 41, in.getInt(33));
    int row = PIXEL * width;
    byte[] filtered = new byte[height * (row + 1)];
    if (inflater.inflate(filtered) != filtered.length) throw new DataFormatException("the picture is cut off");
    byte[] rgb = new byte[height * row];
    for (int i = 0; i < height; i++)
      for (int k = 0; k < row; k++)
        rgb[i * row + k] = (byte) (filtered[i * (row + 1) + 1 + k] + (k < PIXEL ? 0 : rgb[i * row + k - PIXEL]));
    return new Png(width, height, rgb);
  }
}
