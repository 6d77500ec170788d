"""The text on which files of a model are compared. It must never change, or figures cannot be compared."""

from __future__ import annotations

TEXT = """The lake lies at the foot of three hills, and the village lies at the foot of the lake. In the
morning the water is grey and flat, and the boats are pulled up on the stones with their oars inside
them. The first person to come down is always the ferryman. He looks at the sky in the west, where
the weather comes from, and then he looks at his boat, which is older than he is, and which his
grandfather built from larch and copper nails. Larch is heavy, but it does not rot. A boat of pine
would have lasted twenty years; this one has lasted ninety, and it leaks only in the spring, before
the planks have drunk enough water to close up again.

Nobody needs the ferry any more. There has been a road around the lake since the war, and a bus goes
along it six times a day. The bus takes forty minutes to the town on the other side, and the ferry
takes an hour. Yet there are always passengers: people who come for the quiet, children who are sent
to their aunts, and once a week the doctor, who says that it is the only hour in which the telephone
cannot reach her. She sits in the bow with her bag between her feet and sleeps. When they arrive,
the ferryman coughs, and she wakes up and pays, and every time she gives him too much, and every
time he gives some of it back.

How does a boat move at all? When the oar is pulled through the water, the water is pushed
backwards, and the boat is pushed forwards with the same force. This is the third law of motion,
which Newton published in 1687. The energy comes from the arms of the ferryman, and they have it
from his breakfast. A slice of bread with butter holds about 800 kilojoules. If a quarter of that
could be turned into movement, it would be enough to carry the boat and two passengers for more than
a kilometre, as long as there is no wind. With the wind from the front, half of the work is lost;
with the wind from behind, the ferryman puts up a small sail, lights his pipe and says nothing for a
while.

In the autumn of one year the doctor did not come. A young man came in her place, with a new bag and
thin shoes. He asked how long the crossing took and looked at his watch. Half way over, the fog came
down from the hills, as it does in October, first in strips and then all at once, until they could
see neither shore. The ferryman stopped rowing. "Why do you stop?" asked the young man. "To listen,"
said the ferryman. For a long time there was nothing to be heard but drops that fell from the oars.
Then, far away and to the left, a dog barked twice. "That is the dog of the mill," said the
ferryman, and he turned the boat a little and rowed on. "And if it had not barked?" The ferryman
thought about it. "Then we would have waited," he said. "It always barks in the end."

These are the rules for a fire on the shore, as they are painted on a board near the landing stage:
1. Make a ring of stones, two steps across, and at least ten steps away from the trees.
2. Use only wood that is lying on the ground. Green wood smokes and gives little heat.
3. Keep a bucket of water beside the fire for as long as it burns.
4. Before you leave, pour water on the ashes, stir them, and pour once more.
5. What you have brought with you, take back with you.

Somebody has scratched a sixth rule below them with a knife: "Tell at least one story." It is not
known who it was. The council discussed whether the board should be replaced and decided, by five
votes to four, to leave it as it is.
"""
