package sinefit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP by hand: for targets that no client library would send, and readers that never read. */
public final class RawHttp {
    private RawHttp() {}

    /** The status of a GET; the rest of the answer is not waited for. */
    public static int status(int port, String target, String... headers) throws IOException {
        try (Socket socket = open(port, 64 * 1024)) {
            send(socket, target, headers);
            return status(socket);
        }
    }

    /** The status of whatever is sent; the rest of the answer is not waited for. */
    public static int statusOf(int port, String request) throws IOException {
        try (Socket socket = open(port, 64 * 1024)) {
            write(socket, request);
            return status(socket);
        }
    }

    private static int status(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = in.readLine();
        if (line == null) {
            throw new IOException("no answer");
        }
        return Integer.parseInt(line.split(" ")[1]);
    }

    /**
     * An answer as it came.
     *
     * @param headers by their names in lower case
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Sends the bytes of a text, whatever they are, and reads what comes until nothing does. */
    public static Answer exchange(int port, String request) throws IOException {
        try (Socket socket = open(port, 64 * 1024)) {
            write(socket, request);
            return answer(socket);
        }
    }

    /** A GET, and its whole answer. */
    public static Answer get(int port, String target, String... headers) throws IOException {
        try (Socket socket = open(port, 64 * 1024)) {
            send(socket, target, headers);
            return answer(socket);
        }
    }

    /** A connection on which nothing has been said. */
    public static Socket connect(int port) throws IOException {
        return open(port, 64 * 1024);
    }

    /** Says something on a connection. */
    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads an answer, to the end of the connection. */
    public static Answer answer(Socket socket) throws IOException {
        byte[] bytes;
        try {
            bytes = socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            throw new IOException("hung up in the middle of an answer", e);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer, but: " + text);
        }
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < head.length; i++) {
            String[] field = head[i].split(": ?", 2);
            headers.merge(field[0].toLowerCase(Locale.ROOT), field[1], (a, b) -> a + ", " + b);
        }
        int status = Integer.parseInt(head[0].split(" ")[1]);
        return new Answer(status, headers, text.substring(end + 4));
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
