/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package consumer.messages;

import io.github.wholewire.Protocol;
import io.github.wholewire.struct.Rest;
import io.github.wholewire.struct.StructCodec;
import io.github.wholewire.struct.StructFormat;
import io.github.wholewire.struct.Tag;

/** Records that are not public, in a package that is open to the library. */
public final class Messages {
    private Messages() {}

    sealed interface Message {}

    @Tag(1)
    @StructFormat("<8sI")
    record Login(String user, long password) implements Message {}

    @Tag(2)
    @StructFormat("<Hs")
    private record Chat(int room, @Rest String text) implements Message {}

    public static Object login() {
        return new Login("ada", 1815);
    }

    public static Object chat() {
        return new Chat(1, "hello");
    }

    @SuppressWarnings("unchecked") // the objects are messages
    public static Protocol<Object> protocol() {
        return (Protocol<Object>) (Protocol<?>) StructCodec.union(Message.class).lengthPrefixed();
    }
}
