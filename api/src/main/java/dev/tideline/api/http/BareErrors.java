package dev.tideline.api.http;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.http.MediaType;

/**
 * Gives errors that the server answers before Spring sees the request (an address or headers that cannot be read) the
 * problem that belongs in their empty body.
 */
final class BareErrors extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response
                && response.status().code() >= HttpResponseStatus.BAD_REQUEST.code()
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
            var unused = context.write(problem(context, response), promise);
            response.release();
        } else {
            var unused = context.write(message, promise);
        }
    }

    private static FullHttpResponse problem(ChannelHandlerContext context, FullHttpResponse response) {
        ProblemType type = ProblemType.of(response.status().code());
        byte[] body =
                ProblemWriter.json(type, detail(type), context.channel().id().asShortText());
        FullHttpResponse problem = new DefaultFullHttpResponse(
                response.protocolVersion(), response.status(), Unpooled.wrappedBuffer(body));
        problem.headers()
                .set(response.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return problem;
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case ADDRESS_TOO_LONG -> "The request line is longer than 4,096 characters";
            case HEADERS_TOO_LARGE -> "The headers are larger than 8,192 bytes";
            case INVALID_REQUEST -> "The request line or a header is not well formed; check the percent-encoding";
            default -> type.status().getReasonPhrase();
        };
    }
}
