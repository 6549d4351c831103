"""A frame that changes nothing about a danger never hides it: thanks, other news, a denial of something else."""

from __future__ import annotations

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case

DANGERS = """
I can't feel my bum when I sit
my privates have gone numb
I can't pee
I wet myself without noticing
both my legs are going numb
my foot has dropped and drags
crushing pain in my chest
I am short of breath and my lips are blue
fever of 39.2 and shivering with back pain and I have diabetes
I vomited blood
I took 30 paracetamol
I want to kill myself
I have the worst headache of my life with a stiff neck
I fell off a ladder and can't move my legs
I'm 30 weeks pregnant and bleeding
my saddle area is numb
I have no feeling between my legs
the wee just won't come since last night
I lost control of my bowels this morning
I can't lift my foot
my legs keep giving way and it's getting worse
I have chest pain and my left arm aches
I can't catch my breath
my calf is hot, red and swollen and I'm breathless
I have a fever and my back is killing me and I had an epidural last week
I'm shaking with cold and confused
my poo is black like tar
I passed out in the kitchen
I don't want to live any more
I have taken all my tablets
my waters have broken
I've just been hit by a car and my back hurts
a ripping pain between my shoulder blades
my hands are clumsy and I walk like a drunk
""".strip().splitlines()
FRAMES = """
{}, no pain though
{} but no fever
{} with no back pain
{}, otherwise fine
{} but I feel ok
{}. Apart from that all normal
{}, no other problems
{}, never had that before
{}, never happened before
I have never had this before: {}
{} and I don't know why
{} and nobody believes me
{} but my wife says it's nothing
{}, google says go to hospital
{} haha
{} lol
{}, is that normal?
{}, what should I do?
is it normal that {}?
{}?
since last night {}
since yesterday {}
{} since this morning
{} for two days now
no fever, but {}
no pain, no fever, {}
I'm not one to complain but {}
not sure if it matters but {}
I don't want to bother anyone but {}
my doctor said it would pass but {}
it was better last week, now {}
pain is better today but {}
good day overall, though {}
thanks for asking, {}
hi, {}
ok so {}
update: {}
well {} again
as usual my back hurts, {}
like last year, {}
my mum had the same, now {}
my friend told me to write: {}
I told my GP that {}
I think {}
it feels like {}
just to say {}
sorry to bother you, {}
{}, probably nothing
{}, maybe I slept funny
{}, must be the new chair
{} after my walk
{} after sitting all day
{} when I got up
I woke up and {}
if I sit {}
whenever I cough {}
{} and I have to work tonight
{}. How do I change my reminder time?
please stop the reminders, {}
{}. Good night!
I said no but {}
No. {}
yes {}
{}, no joke
no joke {}
{}, not kidding
why do you ask? {}
{} not that you care
{} and can't sleep
{} and I'm not okay
{}, can't even laugh about it
honestly {}
{}, is it the tablets?
{} even though the scan was clear
{} although the MRI was normal
the MRI was normal. {}
the ambulance left an hour ago and {}
{} and my daughter has a cold
my daughter has a cold and {}
I'm a nurse and {}
my boss thinks I'm faking it but {}
{}, my husband is driving me mad about it
the dog woke me up and {}
watching telly and {}
I had a dream last night. Anyway {}
{}. I used to get that years ago but this is different
years ago I had a slipped disc. Now {}
had an MRI in 2019, {}
since 2019 I have back pain, {} since today
I was fine yesterday. {}
I am fine apart from {}
everything is fine except {}
all good but {}
not great, {}
not good. {}
nothing new, except {}
nothing much, {}
no change in pain but {}
no better. {}
no worse but {}
pain 3/10 but {}
8/10 and {}
pain is 2 today, slept well, {}
did my stretches, drank water, {}
{}, stretches done
{} so I skipped the stretches
can I still do my stretches if {}
should I rest? {}
can you tell me why {}?
do you think it matters that {}?
should I worry that {}?
should I be worried? {}
what does it mean when {}?
what if it's serious, {}
I'm scared because {}
I'm worried, {}
I panicked because {}
my anxiety is through the roof because {}
maybe it's my anxiety but {}
my physio said if that happens go to A&E, and {}
my leaflet says to call if {} and it has happened
you asked about this yesterday: {}
about your question: {}
yes to your question, {}
I lied before, {}
sorry I said no earlier, {}
correction: {}
actually {}
typo, I meant {}
for the record {}
long story short {}
TMI but {}
embarrassing but {}
don't laugh but {}
funny thing, {}
weird one: {}
{} lol not funny
{} (not joking)
{} :(
{} 😢
😂 {}
{}!!!
... {}
{}, cheers
{} thanks
{}. Any tips?
{}. Which exercise is best?
any exercise for this? {}
{} every time I stand
{} for the first time
{} for 3 days
{} since I took naproxen
{} since the injection
{} after my covid
{} but it comes and goes
{} on and off
sometimes {}
{} sometimes
now and then {}
{} again
suddenly {}
all of a sudden {}
{} but only a bit
a bit odd but {}
{}, GP appointment is next week
{}, going to see how it goes
{}, will wait till Monday
{} but I'll be ok
{} but don't worry
{}, I'm used to it
""".strip().splitlines()


def framed(danger: str, frame: str) -> str:
    """Return ``danger`` inside ``frame``, small where it no longer opens the sentence."""
    opens = frame.startswith("{}") or danger.startswith(("I ", "I'm"))
    return frame.format(danger if opens else danger[0].lower() + danger[1:])


@pytest.mark.parametrize("danger", DANGERS)
def test_no_frame_hides_a_danger(danger: str) -> None:
    quiet = [
        told
        for told in (framed(danger, frame) for frame in FRAMES)
        if screen(told, Case(), DAY_ZERO).action not in (Action.ASK, Action.ESCALATE)
    ]

    assert quiet == []
