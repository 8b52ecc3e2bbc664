package lucida.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import lucida.judge.results.ResultTable;
import lucida.judge.results.TableWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Writes a table as a Parquet file, not compressed: text as strings, whole numbers as INT32, numbers as DOUBLE, which is null where there is none, curves as lists of DOUBLE.
 */
public final class ParquetTableWriter implements TableWriter {
  /** So many bytes are gathered before they are written. */
  private static final long ROW_GROUP = 8 << 20;

  @Override
  public String ending() { return "parquet"; }

  @Override
  public void write(ResultTable table, Path folder, FileChannel out) throws IOException {
    List<Type> columns = table.fields().stream().map(ParquetTableWriter::column).toList();
    MessageType schema = new MessageType(table.title(), columns);
    try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new Channel(out)).withType(schema)
        .withConf(new PlainParquetConfiguration()).withRowGroupSize(ROW_GROUP).build()) {
      table.read(folder, line -> {
        Group row = new SimpleGroup(schema);
        for (int i = 0; i < line.size(); i++) put(row, table.fields().get(i), line.get(i));
        writer.write(row);
      });
    }
  }

  private static Type column(ResultTable.Field field) {
    return switch (field.kind()) {
      case TEXT -> Types.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(field.name());
      case WHOLE -> Types.required(PrimitiveTypeName.INT32).named(field.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
      case NUMBERS -> Types.requiredList().requiredElement(PrimitiveTypeName.DOUBLE).named(field.name());
    };
  }

  private static void put(Group row, ResultTable.Field field, String text) {
    switch (field.kind()) {
      case TEXT -> row.add(field.name(), text);
      case WHOLE -> row.add(field.name(), Integer.parseInt(text));
      case NUMBER -> {
        if (!text.isEmpty()) row.add(field.name(), Double.parseDouble(text));
      }
      case NUMBERS -> {
        Group list = row.addGroup(field.name());
        for (double v : ResultTable.numbers(text)) list.addGroup("list").add("element", v);
      }
    }
  }

  /** A file that is being written. */
  private record Channel(FileChannel channel) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      OutputStream out = Channels.newOutputStream(channel);
      return new PositionOutputStream() {
        @Override
        public long getPos() throws IOException { return channel.position(); }

        @Override
        public void write(int b) throws IOException { out.write(b); }

        @Override
        public void write(byte[] bytes, int from, int n) throws IOException { out.write(bytes, from, n); }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) { return create(blockSizeHint); }

    @Override
    public boolean supportsBlockSize() { return false; }

    @Override
    public long defaultBlockSize() { return 0; }
  }
}
