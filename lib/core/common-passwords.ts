// Passwords that guessing lists begin with, and the words they are built from: lower case, without separators.

const WORDS = `
password passwort motdepasse contrasena password1 passwordpassword mypassword mypassword1
newpassword newpassword1 thepassword yourpassword oldpassword password12 password123 password1234
password12345 password123456 password1password passw0rd passw0rd123 p@ssw0rd p@ssword p@ssw0rd123
administrator administrator1 adminadmin adminadmin1 adminpassword admin123456 admin12345678 rootroot
rootpassword rootadmin superuser superadmin systemadmin sysadmin welcome welcome1 welcome12
welcome123 welcome1234 welcomehome welcometo letmein letmeinnow letmein123 letmein1234 iloveyou
iloveyou1 iloveyou12 iloveyou123 iloveyou1234 iloveyoubaby iloveyousomuch iloveyouforever iloveyou2
ilovemyself ilovemyfamily ilovemymom ilovemydog ilovemycat ilovejesus ilovegod ilovehim ilovemusic
ilovepizza qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] qwerty123 qwerty1234 qwerty12345
qwerty123456 qwertyqwerty qwerty qwertzuiop asdfghjkl asdfghjkl1 asdfghjkl123 asdfasdfasdf asdfqwer
asdfqwerzxcv zxcvbnm zxcvbnm123 zxcvbnmasdfghjkl 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u
1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedc qazwsxedcrfv qazwsx qazwsx123 q1w2e3r4 q1w2e3r4t5
q1w2e3r4t5y6 zaq12wsx zaq1zaq1 zaq12wsxcde3 1234qwer 1234qwerasdf qwer1234 qwerasdf qwerasdfzxcv
asdf1234 abcd1234 abcd12345678 abcdefg123 abc123456 abc123abc123 abc123456789 a1b2c3d4 a1b2c3d4e5
a1b2c3d4e5f6 123456 1234567 12345678 123456789 1234567890 12345678910 123456789012 1234567890123
123123123123 112233445566 111222333444 121212121212 123321123321 147258369 147258369147 159357159357
987654321 9876543210 987654321098 123qwe123qwe 123qweasd 123qweasdzxc 123456qwerty 12345qwert
123456abcdef 123456abc 123abc123abc 123456789a 123456789abc 0123456789ab changeme changemenow
changeme123 changeme1234 changeit changethis changethispassword default defaultpassword
defaultdefault temporary temporarypassword temppassword temp123456 testtesttest testpassword
testing123 testing1234 testtest123 test123456 test12345678 guestguest guestpassword secretsecret
secretpassword topsecret topsecret123 secret123 supersecret supersecretpassword
correcthorsebatterystaple correcthorse horsebattery batterystaple trustno1 trustnoone trustnobody
football football1 football123 footballfootball baseball baseball1 baseball123 basketball
basketball1 basketball123 volleyball softball hockey soccer soccer123 soccersoccer superman
superman1 superman123 batman batmanbatman spiderman spiderman1 spiderman123 ironman captainamerica
wonderwoman starwars starwars1 starwars123 startrek lordoftherings gameofthrones harrypotter
harrypotter1 pokemon pokemonpokemon pokemon123 pikachu dragonball dragonballz dragon dragondragon
dragon123 minecraft minecraft1 minecraft123 fortnite callofduty leagueoflegends counterstrike
worldofwarcraft princess princess1 princess123 princessprincess sunshine sunshine1 sunshine123
sunshinesunshine butterfly butterfly1 butterfly123 chocolate chocolate1 chocolate123 strawberry
blueberry watermelon pineapple cheesecake cupcake icecream cookies cookiemonster peanutbutter monkey
monkeymonkey monkey123 kittykitty hellokitty hellokitty1 kittycat puppydog michael michaeljordan
michael1 jennifer jennifer1 jessica jessica1 elizabeth elizabeth1 alexander alexander1 christopher
christopher1 christine christina stephanie samantha samantha1 nicholas jonathan benjamin charlotte
victoria victoria1 veronica alejandro alejandra fernando francisco guadalupe sebastian valentina
gabriela gabriel isabella liverpool liverpool1 liverpoolfc manchester manchesterunited
manchestercity chelsea chelseafc arsenal arsenalfc barcelona barcelona1 realmadrid realmadrid1
juventus bayernmunich borussia dortmund galatasaray fenerbahce computer computer1 computer123
computers internet internet1 internet123 microsoft windows windows10 windows11 macintosh google
googlegoogle facebook facebook1 facebook123 instagram whatsapp twitter youtube linkedin amazon
samsung samsung123 samsunggalaxy iphone iphone123 blackberry motorola nokia hunter hunter2 hunter22
master masterkey mastermaster masterpassword mustang mustang123 corvette mercedes mercedesbenz
porsche ferrari lamborghini harleydavidson yamaha suzuki kawasaki toyota summer summer2023
summer2024 summer2025 summer2026 summertime winter winter2023 winter2024 winter2025 winter2026
wintertime spring spring2024 spring2025 spring2026 springtime autumn autumn2024 autumn2025
autumn2026 autumntime january february march2025 april2025 september october november december
monday mondaymonday tuesday wednesday thursday friday saturday sunday birthday happybirthday
birthday123 christmas merrychristmas christmas123 halloween easter valentine happynewyear
newyear2025 newyear2026 jesuschrist jesuschrist1 jesusislord jesuslovesme jesussaves godisgood
godislove godbless thankyoujesus allahuakbar bismillah inshallah alhamdulillah mohammed muhammad
ramadan freedom freedom1 freedom123 liberty america america123 unitedstates newyork newyorkcity
losangeles california california1 texas chicago sanfrancisco london london123 england germany
deutschland deutschland1 france paris madrid berlin hamburg frankfurt muenchen schalke04 wien
zuerich schweiz hallo123 hallohallo halloween1 schatz schatzi ichliebedich ichliebedich1 liebling
sommer sommer2025 sommer2026 winterwinter passwort1 passwort12 passwort123 passwort1234
passwortpasswort geheim geheimgeheim geheimnis azertyuiop azerty azerty123 azertyazerty jetaime
jetaimejetaime doudou bonjour bonjour123 soleil motdepasse1 motdepasse123 contrasena1 contrasena123
teamomucho tequiero tequieromucho teamo mariposa estrella estrellita princesa hermosa bonita senha
senha123 senhasenha minhasenha brasil brasil123 flamengo corinthians palmeiras saopaulo parola
parola123 haslo haslo123 polska polska123 kochanie misiaczek heslo heslo123 wachtwoord wachtwoord1
welkom welkom01 welkom123 voetbal losenord fotboll salasana jalkapallo adgangskode kodeord lozinka
sifre sifre123 galatasaray1 gfhjkm nopassword nopasswordhere notapassword thisismypassword
thisisapassword thisispassword itsasecret iforgotmypassword iforgot forgetit forgotpassword whatever
whatever1 whatever123 whateverwhatever nothing nothingtosee opensesame openup access accessgranted
access14 password01 password2024 password2025 password2026 password99 company companyname company123
company2025 company2026 corporate corporation business office office365 officeoffice security
security1 security123 securitysecurity compliance compliance1 compliance123 compliance2025
compliance2026 auditor auditor123 audit2025 audit2026 soc2 soc2soc2soc2 soc2type2 soc2typeii
iso27001 iso27001iso27001 iso27001:2022 isoiec27001 isoiec270012022 annexa annexacontrols
informationsecurity infosec123 cybersecurity cybersecurity1 firewall firewall123 database
database123 postgres postgrespostgres postgresql postgres123 mysqlmysql oracle oracle123 server
server123 network network123 router routerrouter cisco ciscocisco cisco123 vagrantvagrant ubuntu
ubuntuubuntu debian raspberry raspberrypi linuxlinux linux123 docker dockerdocker kubernetes github
githubgithub gitlab jenkins developer developer1 development production staging example
examplepassword sample samplepassword placeholder loremipsum loremipsumdolor foobar foobarfoobar
foobarbaz helloworld helloworld1 helloworld123 hello hellohello hello123 hello1234 hellothere
goodbye goodmorning goodnight myspace1 myspace123 mylove mylovemylove mybaby mybabygirl babygirl
babygirl1 babygirl12 babygirl123 babyboy babyboy123 sweetheart sweetheart1 sweetie sweetpea loverboy
lovergirl lovelove lovelovelove loveyou loveyou1 loveyouforever lovemeforever foreverlove forever21
forever foreveryoung beautiful beautiful1 beautifulgirl gorgeous handsome friends bestfriends
bestfriend bestfriend1 family familyfamily family123 mommy mommydaddy mommy123 daddysgirl grandma
grandpa unicorn unicorns rainbow rainbow1 rainbow123 flower flowers flowerpower sunflower sunflower1
diamond diamonds silver goldfish golden goldengate purple purplepurple orange orangeorange yellow
blackandwhite blackjack whitehouse redsox yankees yankees1 cowboys dallascowboys steelers packers
patriots lakers lakers24 celtics warriors eagles falcons tigers tigger winniethepooh mickeymouse
minniemouse disney disneyland nirvana metallica ironmaiden slipknot linkinpark greenday eminem
rockandroll rocknroll rockstar rockstar1 guitar guitarhero musicislife musicmusic hiphop dontforget
dontforgetme rememberme remember remember1 imissyou imissyou1 iamawesome iamtheking iamthebest
iamlegend iamnumberone numberone number1 number12345 kingkong kingofkings kinglion lionking queenbee
playboy playstation playstation1 playstation4 playstation5 xboxlive xbox360 nintendo nintendoswitch
zelda supermario supermario1 mariokart sonicthehedgehog matrix thematrix terminator jamesbond007
jamesbond agent007 bond007 godfather scarface scorpion sagittarius aquarius capricorn buster charlie
charliebrown charlie123 snoopy snoopydog garfield shadow shadow123 shadowshadow ginger pepper
pepperpepper bailey maggie rocky rockyrocky samson thunder thunderbird lightning midnight midnight1
moonlight moonshine sunrise sunset paradise heavenly angel angelangel angel123 angeleyes devil
devildevil lucifer 666666666666 777777777777 000000000000 696969696969 131313131313 101010101010
123454321 123454321123 102030405060 135792468 1357924680 246813579 a123456789 aa123456789
aaa111bbb222 abcabcabc abcabcabcabc abc123def456 aaaabbbbcccc zzzxxxccc qqqwwweee q1q1q1q1q1q1
password! password!! passpasspass passphrase passphrase1 mypassphrase
`;

/** Spellings to refuse; a digit or sign at the end and letters written as digits are taken off before looking. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
