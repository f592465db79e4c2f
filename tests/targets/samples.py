"""Sound manifests of the standards that we do not write."""

CMI5 = b"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/c">
    <title><langstring lang="en">Course</langstring><langstring lang="de">Kurs</langstring></title>
    <description><langstring lang="en">What it is about</langstring></description>
  </course>
  <objectives>
    <objective id="https://example.org/o1">
      <title><langstring lang="en">Lead</langstring></title>
      <description><langstring lang="en">Lead a team</langstring></description>
    </objective>
  </objectives>
  <block id="https://example.org/b1">
    <title><langstring lang="en">Part</langstring></title>
    <description><langstring lang="en">First part</langstring></description>
    <au id="https://example.org/au1" moveOn="Completed" masteryScore="0.8" launchMethod="AnyWindow"
        activityType="http://adlnet.gov/expapi/activities/lesson">
      <title><langstring lang="en">One</langstring></title>
      <description><langstring lang="en">First</langstring></description>
      <objectives><objective idref="https://example.org/o1"/></objectives>
      <url>index.html?a=1</url>
      <launchParameters>x</launchParameters>
    </au>
  </block>
  <au id="https://example.org/au2">
    <title><langstring lang="en">Two</langstring></title>
    <description><langstring lang="en">Second</langstring></description>
    <url>https://example.org/two</url>
  </au>
</courseStructure>
"""
TINCAN = b"""<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="https://example.org/a" type="http://adlnet.gov/expapi/activities/course">
      <name lang="en">Course</name>
      <description lang="en">What it is about</description>
      <launch lang="en">index.html</launch>
    </activity>
    <activity id="https://example.org/q" type="http://adlnet.gov/expapi/activities/cmi.interaction">
      <name lang="en">Question</name>
      <interactionType>choice</interactionType>
      <choices><component><id>a</id><description lang="en">A</description></component></choices>
    </activity>
  </activities>
</tincan>
"""
