package dev.tideline.api.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/** Decodes JSON bodies into this project's records. */
final class RecordDecoder extends AbstractDataBufferDecoder<Object> {

    private static final String OURS = "dev.tideline.";

    private final RecordReader reader;

    private final boolean large;

    private RecordDecoder(RecordReader reader, boolean large) {
        super(MediaType.APPLICATION_JSON);
        this.reader = reader;
        this.large = large;
    }

    /** Decodes what is within the limit of all bodies. */
    static RecordDecoder ordinary(RecordReader reader) {
        return new RecordDecoder(reader, false);
    }

    /** Decodes records that say they may be larger. */
    static RecordDecoder large(RecordReader reader) {
        RecordDecoder decoder = new RecordDecoder(reader, true);
        decoder.setMaxInMemorySize(LargeBody.MOST_BYTES);
        return decoder;
    }

    @Override
    public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
        Class<?> wanted = type.toClass();
        return wanted.isRecord()
                && wanted.isAnnotationPresent(LargeBody.class) == large
                && wanted.getName().startsWith(OURS)
                && super.canDecode(type, mimeType);
    }

    @Override
    public Object decode(
            DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        try {
            byte[] body = new byte[buffer.readableByteCount()];
            buffer.read(body);
            return reader.read(body, type.toClass());
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
