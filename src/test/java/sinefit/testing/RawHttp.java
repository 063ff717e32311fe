package sinefit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand: for targets that no client library would send, and readers that never read. */
public final class RawHttp {
    private RawHttp() {}

    /** The status of a GET; the rest of the answer is not waited for. */
    public static int status(int port, String target, String... headers) throws IOException {
        try (Socket socket = open(port, 64 * 1024)) {
            send(socket, target, headers);
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line == null) {
                throw new IOException("no answer to " + target);
            }
            return Integer.parseInt(line.split(" ")[1]);
        }
    }

    /** A GET whose answer nobody reads; the socket's buffer is small, so that it soon is full. */
    public static Socket neverReading(int port, String target) throws IOException {
        Socket socket = open(port, 4 * 1024);
        send(socket, target);
        return socket;
    }

    private static Socket open(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        return socket;
    }

    private static void send(Socket socket, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n");
        request.append("Host: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
