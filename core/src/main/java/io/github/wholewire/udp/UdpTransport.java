/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.internal.datagram.DatagramOptions;
import io.github.wholewire.internal.datagram.DatagramTransport;
import io.github.wholewire.internal.net.Sockets;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import org.jspecify.annotations.Nullable;

/** A bound or connected socket in blocking mode. */
final class UdpTransport implements DatagramTransport {
    private static final int RECEIVES_WORTH_A_BUFFER = 16;

    private final DatagramChannel channel;
    private final UdpOptions options;
    private final DatagramSocket socket;
    private final SocketAddress local;
    private final @Nullable InetSocketAddress remote;

    /** What it can send to; null is both. */
    private final @Nullable StandardProtocolFamily family;

    // For receiving.

    /**
     * Given a heap buffer, the JDK looks for a direct one of its own, which made a receive a tenth
     * dearer. A channel that does not live long is not worth one.
     */
    private ByteBuffer direct = ByteBuffer.allocate(0);

    private int received;
    private final DatagramPacket packet = new DatagramPacket(new byte[0], 0);
    private InetSocketAddress lastSender = new InetSocketAddress(0);

    UdpTransport(DatagramChannel channel, UdpOptions options) throws IOException {
        this.channel = channel;
        this.options = options;
        socket = channel.socket();
        local = socket.getLocalSocketAddress();
        remote = (InetSocketAddress) channel.getRemoteAddress();
        InetAddress bound = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        boolean isOfBoth = bound instanceof Inet6Address && bound.isAnyLocalAddress();
        family = isOfBoth ? null : Sockets.familyOf(bound);
    }

    @Override
    public SocketAddress receive(ByteBuffer target) throws IOException {
        if (received < RECEIVES_WORTH_A_BUFFER) {
            received++;
            return receiveInto(target);
        }
        if (direct.capacity() == 0) {
            direct = ByteBuffer.allocateDirect(target.remaining());
        }
        SocketAddress sender = receiveInto(direct.clear());
        target.put(direct.flip());
        return sender;
    }

    private SocketAddress receiveInto(ByteBuffer buffer) throws IOException {
        if (remote != null) {
            channel.read(buffer); // a tenth cheaper than receive, which looks at the sender
            return remote;
        }
        return channel.receive(buffer);
    }

    @Override
    public SocketAddress receive(ByteBuffer target, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        packet.setData(
                target.array(), target.arrayOffset() + target.position(), target.remaining());
        socket.receive(packet);
        target.position(target.position() + packet.getLength());
        return sender(packet.getAddress(), packet.getPort());
    }

    /** A repeated sender costs no object, as where the JDK looks after it itself. */
    private SocketAddress sender(InetAddress address, int port) {
        if (port != lastSender.getPort()
                || !address.equals(lastSender.getAddress())
                || scopeOf(address) != scopeOf(lastSender.getAddress())) {
            lastSender = new InetSocketAddress(address, port);
        }
        return lastSender;
    }

    /** Which network a link-local address is of: equals does not look at it. */
    private static int scopeOf(InetAddress address) {
        return address instanceof Inet6Address scoped ? scoped.getScopeId() : 0;
    }

    @Override
    public void send(ByteBuffer datagram, @Nullable SocketAddress peer) throws IOException {
        int length = datagram.remaining();
        if (remote != null) {
            try {
                if (length == 0) {
                    sendEmpty(remote);
                } else {
                    channel.write(datagram);
                }
            } catch (IOException e) {
                throw explained(e, length, remote);
            }
        } else {
            InetSocketAddress target = requirePossible(requireNonNull(peer, "peer"));
            try {
                channel.send(datagram, target);
            } catch (IOException e) {
                throw explained(e, length, target);
            }
        }
    }

    /**
     * A connected channel of the JDK sends nothing at all for an empty buffer, and says nothing
     * (seen on 17 and 25). So another socket with the same address sends it; what the peer sends
     * meanwhile still goes to the connected one, since the system prefers it.
     */
    private void sendEmpty(InetSocketAddress peer) throws IOException {
        boolean before = channel.getOption(SO_REUSEADDR);
        channel.setOption(SO_REUSEADDR, true);
        try (DatagramChannel twin = DatagramChannel.open(Sockets.familyOf(peer.getAddress()))) {
            options.applySendingTo(twin);
            twin.setOption(SO_REUSEADDR, true);
            twin.bind(local);
            twin.send(ByteBuffer.allocate(0), peer);
        } catch (BindException e) {
            throw new ChannelException(
                    "nothing sent to "
                            + peer
                            + ": an empty datagram takes a second socket at "
                            + local
                            + ", which the system refused ("
                            + e.getMessage()
                            + "); let the codec write a byte; the channel goes on",
                    e);
        } finally {
            channel.setOption(SO_REUSEADDR, before);
        }
    }

    private InetSocketAddress requirePossible(SocketAddress peer) throws ChannelException {
        InetSocketAddress target = Sockets.requireInternet(peer, "peer");
        InetAddress address = target.getAddress();
        if (address == null) {
            throw new PeerUnreachableException(
                    "nothing sent to "
                            + target
                            + ": the name was not looked up or is unknown; use new"
                            + " InetSocketAddress(host, port), the channel goes on");
        }
        String reason = options.reasonNotToSendTo(address);
        if (reason == null && !Sockets.allows(family, address)) {
            reason =
                    "this socket is of family "
                            + family
                            + " only; bind an address of the other one, or the wildcard address";
        }
        if (reason != null) {
            throw new ChannelException(
                    "nothing sent to " + target + ": " + reason + "; the channel goes on");
        }
        return target;
    }

    private IOException explained(IOException e, int length, InetSocketAddress target) {
        if (isTooLong(e, length, target.getAddress())) {
            return new FrameTooLongException(
                    "datagram of "
                            + length
                            + " bytes to "
                            + target
                            + " refused by the system ("
                            + e.getMessage()
                            + "): it takes at most "
                            + DatagramOptions.longestTo(target.getAddress())
                            + "; nothing was sent, split the message",
                    e);
        }
        String hint = options.hintFor(e);
        return hint.isEmpty()
                ? e
                : new ChannelException(
                        "nothing sent to " + target + ": " + e.getMessage() + hint, e);
    }

    /** The JDK has no exception of its own for EMSGSIZE, only the system's text. */
    private static boolean isTooLong(IOException e, int length, InetAddress target) {
        return !(e instanceof ClosedChannelException)
                && (length > DatagramOptions.longestTo(target)
                        || String.valueOf(e.getMessage()).contains("too long"));
    }

    MembershipKey join(InetAddress group, NetworkInterface network, @Nullable InetAddress source)
            throws IOException {
        return source == null ? channel.join(group, network) : channel.join(group, network, source);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
