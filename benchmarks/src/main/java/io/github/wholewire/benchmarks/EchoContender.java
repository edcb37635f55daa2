/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.tcp.Tcp;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Echo servers that speak the same bytes: a length of four bytes, and the payload. */
enum EchoContender {
    SELECTOR("bare Selector loop") {
        @Override
        int serve(InetSocketAddress address) throws IOException {
            return new BareLoop(address).start();
        }
    },
    WHOLEWIRE("Wholewire, Tcp.serve") {
        @Override
        int serve(InetSocketAddress address) throws IOException {
            return port(
                    Tcp.serve(address, PROTOCOL, connection -> connection::send).localAddress());
        }
    },
    RECYCLED("Wholewire, Tcp.serve, messages used again") {
        @Override
        int serve(InetSocketAddress address) throws IOException {
            RecycledCodec codec = new RecycledCodec();
            return port(
                    Tcp.serve(
                                    address,
                                    Protocol.of(Framers.u32(), codec),
                                    connection ->
                                            message -> {
                                                connection.send(message); // encoded when it returns
                                                codec.giveBack(message);
                                            })
                            .localAddress());
        }
    },
    NETTY_NIO("Netty, NIO") {
        @Override
        int serve(InetSocketAddress address) {
            return NettyEcho.serve(
                    address, NioIoHandler.newFactory(), NioServerSocketChannel.class, false);
        }
    },
    NETTY_EPOLL("Netty, epoll") {
        @Override
        int serve(InetSocketAddress address) {
            return NettyEcho.serve(
                    address, EpollIoHandler.newFactory(), EpollServerSocketChannel.class, false);
        }
    },
    NETTY_IO_URING("Netty, io_uring") {
        @Override
        int serve(InetSocketAddress address) {
            return overIoUring(address, false);
        }

        @Override
        boolean isAvailable() {
            return IoUring.isAvailable();
        }
    },
    NETTY_NIO_ARRAYS("Netty, NIO, byte[] messages") {
        @Override
        int serve(InetSocketAddress address) {
            return NettyEcho.serve(
                    address, NioIoHandler.newFactory(), NioServerSocketChannel.class, true);
        }
    },
    NETTY_IO_URING_ARRAYS("Netty, io_uring, byte[] messages") {
        @Override
        int serve(InetSocketAddress address) {
            return overIoUring(address, true);
        }

        @Override
        boolean isAvailable() {
            return IoUring.isAvailable();
        }
    },
    VIRTUAL_THREADS("Wholewire, Tcp.listen on virtual threads") {
        @Override
        int serve(InetSocketAddress address) throws IOException {
            var server = Tcp.listen(address, PROTOCOL);
            ExecutorService executor = virtualThreads();
            Thread accepting =
                    new Thread(() -> {
                        try {
                            server.acceptEach(
                                    executor,
                                    peer -> {
                                        for (byte[] m; (m = peer.receive()) != null; ) {
                                            peer.send(m);
                                        }
                                    });
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            accepting.setDaemon(true);
            accepting.start();
            return port(server.localAddress());
        }

        @Override
        boolean isAvailable() {
            return Runtime.version().feature() >= 21;
        }
    };

    private static final Protocol<byte[]> PROTOCOL = Protocol.of(Framers.u32(), Codecs.bytes());

    final String title;

    EchoContender(String title) {
        this.title = title;
    }

    /** Starts it in this process and returns its port. */
    abstract int serve(InetSocketAddress address) throws IOException;

    boolean isAvailable() {
        return true;
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int port(java.net.SocketAddress address) {
        return ((InetSocketAddress) address).getPort();
    }

    private static int overIoUring(InetSocketAddress address, boolean arrays) {
        return NettyEcho.serve(
                address, IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class, arrays);
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new IllegalStateException("virtual threads come with JDK 21", e);
        }
    }
}
